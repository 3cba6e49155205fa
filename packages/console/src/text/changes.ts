import type { ChangeReport } from '@espalier/core/schema'
import type { Book } from './text.ts'

type Kind = ChangeReport['changes'][number]['kind']

const en = {
  title: 'Change log',
  text: 'Who changed what of this workspace, and when, the newest first. Nothing here can be changed or deleted.',
  what: 'What',
  anything: 'Everything',
  who: 'Who',
  anybody: 'Everybody',
  kinds: {
    settings: 'Hold-out and restraint',
    catalog: 'Catalogue',
    definitions: 'Segments and counted events',
    state: 'Campaign',
    rates: 'Exchange rates',
    key: 'Key',
    hook: 'Notifications',
    colleague: 'Colleague',
    erased: 'Deleted personal data',
    merged: 'Merged accounts',
  } satisfies Record<Kind, string> as Record<Kind, string>,
  subjects: { person: 'A person', account: 'An account' } as Record<string, string>,
  when: 'When',
  difference: 'What became another',
  nothing: 'Saved without a difference',
  more: (count: string) => `and ${count} more`,
  before: 'Before: ',
  after: 'Now: ',
  empty: 'nothing',
  none: 'No change here',
  noneText: 'Nothing was changed yet, or nothing that matches this choice.',
  older: 'Earlier changes',
  newest: 'The newest',
  total: (count: string) => `${count} changes`,
}

const ja: typeof en = {
  title: '変更履歴',
  text: 'このワークスペースを誰がいつ変更したかを、新しい順に表示します。履歴の変更や削除はできません。',
  what: '変更の対象',
  anything: 'すべて',
  who: '変更した人',
  anybody: '全員',
  kinds: {
    settings: 'ホールドアウトと配慮',
    catalog: 'カタログ',
    definitions: 'セグメントと集計イベント',
    state: 'キャンペーン',
    rates: '為替レート',
    key: 'キー',
    hook: '通知',
    colleague: 'メンバー',
    erased: '個人データの消去',
    merged: 'アカウントの統合',
  },
  subjects: { person: 'ユーザー', account: 'アカウント' },
  when: '日時',
  difference: '変更内容',
  nothing: '内容の変更はありません',
  more: (count) => `ほか${count}件`,
  before: '変更前：',
  after: '変更後：',
  empty: 'なし',
  none: '当てはまる変更はありません',
  noneText: 'まだ変更がないか、選んだ条件に当てはまりません。',
  older: '以前の変更',
  newest: '最新の変更',
  total: (count) => `全${count}件`,
}

/** Words of the log of changes. */
export const changeWords: Book<typeof en> = { en, ja }
