const en = {
  title: 'Reports',
  export: 'Export',
  exportOf: (name: string): string => `Export ${name}`,
  done: (name: string): string => `${name} was exported.`,
  left: (count: number): string => (count === 1 ? '1 export left this month' : `${count} exports left this month`),
  usedUp: 'All exports of this month are used.',
  channels: 'Readers by channel',
  plans: 'Here your product shows its plans.',
  reports: ['Weekly sales', 'Churn by month', 'Team activity'],
  channelNames: ['Search', 'Newsletter', 'Partners'],
}

const ja: typeof en = {
  title: 'レポート',
  export: '書き出す',
  exportOf: (name) => `${name}を書き出す`,
  done: (name) => `${name}を書き出しました。`,
  left: (count) => `今月はあと${count}件書き出せます`,
  usedUp: '今月の書き出しは、すべて使いました。',
  channels: 'どこから読まれているか',
  plans: 'ここに、自社のプラン画面が出ます。',
  reports: ['週次の売上', '月別の解約', 'チームの活動'],
  channelNames: ['検索', 'メールマガジン', 'パートナー'],
}

/** What people read, in the language of the page. */
export const wordsIn = (language: string): typeof en => (language.startsWith('ja') ? ja : en)
