import type { BothLanguages } from '../schema/text.ts'
import { both, campaignName, eventName, featureName, type Names, quoted } from './names.ts'

type Say = (name: BothLanguages) => BothLanguages

const LIMITS: Readonly<Record<string, Say>> = {
  used: ({ en, ja }) => both(`Usage of ${en}`, `${ja}の使用量`),
  limit: ({ en, ja }) => both(`The limit of ${en}`, `${ja}の上限`),
  remaining: ({ en, ja }) => both(`What is left of ${en}`, `${ja}の残り`),
  ratio: ({ en, ja }) => both(`The used share of ${en}`, `${ja}の使用率`),
  forecastDays: ({ en, ja }) => both(`The time until ${en} runs out`, `${ja}が上限に達するまでの日数`),
  state: ({ en, ja }) => both(`The state of ${en}`, `${ja}の状態`),
  resetsAt: ({ en, ja }) => both(`The reset of ${en}`, `${ja}のリセット日時`),
}

const PLAIN: Readonly<Record<string, BothLanguages>> = {
  'plan.id': both('The plan', 'プラン'),
  'plan.next': both('The next plan', '次のプラン'),
  'plan.kind': both('The kind of plan', 'プランの種類'),
  'page.path': both('The page', 'ページ'),
  'page.title': both('The title of the page', 'ページのタイトル'),
  'page.locale': both('The language', '表示言語'),
  'page.device': both('The device', '端末'),
  'user.id': both('The person', 'ユーザー'),
  'user.anonymous': both('An anonymous visit', '未ログイン'),
  'user.daysSinceFirstSeen': both('The time since the person was first seen', '利用開始からの日数'),
  'account.id': both('The account', 'アカウント'),
  'account.phase': both('The phase of the account', 'アカウントの段階'),
  'account.touch': both('The care that the account gets', 'アカウントの担当区分'),
  'account.daysToRenewal': both('The time until the renewal', '契約更新までの日数'),
  'account.daysToFiscalYear': both('The time until the fiscal year begins', '会計年度の開始までの日数'),
  'health.score': both('The health of the account', '健全度'),
  'health.onboarded': both('Finished onboarding', 'オンボーディングの完了'),
  'health.pastDue': both('A late payment', '支払い遅延'),
  'health.risk': both('An open risk', '解約リスク'),
  'health.cancelling': both('A cancellation', '解約手続き'),
  'health.detractorDays': both('The time since the last low score', '低いスコアの回答からの日数'),
  'now.hour': both('The hour', '時刻（時）'),
  'now.weekday': both('The weekday', '曜日'),
  'now.date': both('The date', '日付'),
  'now.month': both('The month', '月'),
  'local.hour': both('The hour where the person is', '現地の時刻（時）'),
  'local.weekday': both('The weekday where the person is', '現地の曜日'),
  'local.date': both('The date where the person is', '現地の日付'),
  'local.month': both('The month where the person is', '現地の月'),
}

const LATEST: Readonly<Record<string, Say>> = {
  shown: ({ en, ja }) => both(`How often ${en} was seen`, `${ja}の表示回数`),
  daysSinceShown: ({ en, ja }) => both(`The time since ${en} was seen`, `${ja}の表示からの日数`),
  response: ({ en, ja }) => both(`The answer to ${en}`, `${ja}への反応`),
  score: ({ en, ja }) => both(`The score given to ${en}`, `${ja}のスコア`),
  daysSince: ({ en, ja }) => both(`The time since the answer to ${en}`, `${ja}の回答からの日数`),
}

/** What a fact is called, as the beginning of a sentence. */
export function factWords(path: string, names: Names): BothLanguages {
  const plain = PLAIN[path]
  if (plain) return plain
  const [root = '', name = '', ...rest] = path.split('.')
  const fact = rest.join('.')
  if (root === 'limit') return (LIMITS[fact] ?? otherFact(path))(featureName(name, names))
  if (root === 'feature') return both(`Access to ${featureName(name, names).en}`, `${featureName(name, names).ja}の利用権`)
  if (root === 'event' || root === 'accountEvent') return countWords(root === 'accountEvent', fact, eventName(name, names), path)
  if (root === 'campaign' || root === 'survey') return (LATEST[fact] ?? otherFact(path))(campaignName(name, names))
  if (root === 'segment') {
    const { en, ja } = quoted(names.segments?.[name] ?? name)
    return both(`Being in the segment ${en}`, `セグメント${ja}`)
  }
  const trait = quoted(path.slice(root.length + 1))
  if (root === 'user') return both(`The person’s ${trait.en}`, `ユーザーの${trait.ja}`)
  if (root === 'account') return both(`The account’s ${trait.en}`, `アカウントの${trait.ja}`)
  return otherFact(path)(trait)
}

const otherFact =
  (path: string): Say =>
  () =>
    quoted(path)

function countWords(ofAccount: boolean, fact: string, { en, ja }: BothLanguages, path: string): BothLanguages {
  const by = ofAccount ? both(' in the account', 'アカウント全体の') : both('', '')
  if (fact === 'count') return both(`How often ${en} happened${by.en}`, `${by.ja}${ja}の回数`)
  if (fact === 'daysSinceFirst') return both(`The time since ${en} first happened${by.en}`, `${by.ja}${ja}の初回からの日数`)
  if (fact === 'daysSinceLast') return both(`The time since ${en} last happened${by.en}`, `${by.ja}${ja}の直近からの日数`)
  const days = /^count(\d+)d$/.exec(fact)?.[1]
  if (days === undefined) return quoted(path)
  return both(`How often ${en} happened${by.en} in ${days === '1' ? 'a day' : `${days} days`}`, `${by.ja}${ja}の直近${days}日の回数`)
}
