import type { Book } from './text.ts'

const en = {
  title: 'How long until it is proven?',
  text: 'How many accounts it takes to see such a difference in 4 of 5 campaigns that really have it.',
  ask: 'Work it out',
  askAgain: 'Work it out again',
  waiting: 'Working it out…',
  noHoldout: 'Nobody is held out, so nothing can be proven. Hold some accounts out of this campaign or of all.',
  baseRate: 'Reach the goal without it',
  baseRateHint: 'Share of accounts within the time that conversions count for.',
  difference: 'Difference that would matter',
  differenceHint: 'The smallest one that you would act on.',
  points: 'points',
  perWeek: 'New accounts a week',
  perWeekHint: 'Accounts that become eligible in a week.',
  everyLook: 'Looking whenever you like',
  oneLook: 'Looking once, at the end',
  weeks: (count: string) => `${count} weeks`,
  accounts: (count: string) => `${count} accounts`,
  ofThese: (accounts: string, heldOut: string, share: string) => `${accounts} accounts, ${heldOut} of them held out (${share}).`,
}

const ja: typeof en = {
  title: '効果の確認にかかる期間',
  text: '実際にこの差があるとき、5回に4回は見つけられるアカウント数を求めます。',
  ask: '計算する',
  askAgain: 'もう一度計算する',
  waiting: '計算しています…',
  noHoldout: 'ホールドアウトがないため、効果を確かめられません。このキャンペーンかワークスペース全体で、一部のアカウントを外してください。',
  baseRate: '表示しない場合に目標へ達する割合',
  baseRateHint: '成果の計測期間に目標へ達するアカウントの割合です。',
  difference: '見つけたい差',
  differenceHint: '判断が変わる、最も小さい差を入れてください。',
  points: 'ポイント',
  perWeek: '1週間に増えるアカウント',
  perWeekHint: '1週間に新しく対象になるアカウントの数です。',
  everyLook: 'いつでも見てよい場合',
  oneLook: '最後に一度だけ見る場合',
  weeks: (count) => `${count}週間`,
  accounts: (count) => `${count}アカウント`,
  ofThese: (accounts, heldOut, share) => `${accounts}アカウント（うちホールドアウト${heldOut}、${share}）`,
}

/** Words of the planner of a campaign's size. */
export const planWords: Book<typeof en> = { en, ja }
