import type { Reason } from '../decision.ts'
import type { Condition } from '../condition.ts'
import type { Schedule } from '../schema/campaign.ts'
import type { BothLanguages } from '../schema/text.ts'
import { clauseWords, conditionWords, phraseOf } from './clause.ts'
import { factWords } from './fact.ts'
import { flagUnmet } from './flag.ts'
import { both, campaignName, eventName, featureName, type Names, quoted } from './names.ts'
import { daysWords, listOf, momentWords, shareWords, timesWords, valueWords, weekdayWords } from './values.ts'

/** Says one reason. */
export type SayReason = (reason: Reason, names: Names) => BothLanguages

/** The feature or campaign in a path such as `feature.exports`. */
const second = (path = ''): string => path.split('.')[1] ?? ''
const hoursWords = ({ from, until }: NonNullable<Schedule['hours']>): BothLanguages =>
  both(`${from}:00 to ${until}:00`, `${from}時〜${until}時`)
const seconds = (count: unknown): BothLanguages => {
  const value = Number(count)
  if (value >= 3600) return both(`${Math.round(value / 360) / 10} hours`, `${Math.round(value / 360) / 10}時間`)
  return value >= 120 ? both(`${Math.round(value / 60)} minutes`, `${Math.round(value / 60)}分`) : both(`${value} seconds`, `${value}秒`)
}
const say =
  (en: string, ja: string): SayReason =>
  () =>
    both(en, ja)

/** Spent attention against what there is, within a time. */
const spent =
  (en: string, ja: string): SayReason =>
  ({ actual, needed }) =>
    both(`${en}: ${String(actual)} of ${String(needed)} used`, `${ja}：${String(needed)}のうち${String(actual)}を使用`)

/** Quiet for some days since a moment. */
const since =
  (en: string, ja: string): SayReason =>
  ({ actual, needed }, names) => {
    const at = momentWords(actual, names)
    const days = daysWords(needed)
    return both(`${en} on ${at.en}; ${days.en} of quiet follow`, `${at.ja}に${ja}。そのあと${days.ja}は表示しません`)
  }

/** Every reason in words, by its code: what is, and what was needed. No full stop at the end. */
const REASONS: Readonly<Record<string, SayReason>> = {
  'not-running': ({ actual }) => {
    const ja = { draft: '下書き', paused: '一時停止中', ended: '終了済み' }[String(actual)] ?? String(actual)
    return both(`The campaign is not running; it is ${String(actual)}`, `キャンペーンは公開中ではありません（${ja}）`)
  },
  'consent-missing': say('The person has not given consent', 'ユーザーの同意がありません'),
  'already-entitled': ({ path }, names) => {
    const { en, ja } = featureName(second(path), names)
    return both(`The account has ${en} already`, `アカウントはすでに${ja}を使えます`)
  },
  'health-low': ({ actual, needed }) =>
    both(
      `The account’s health is ${String(actual)}; offers need at least ${String(needed)}`,
      `アカウントの健全度は${String(actual)}です。提案は${String(needed)}以上が条件です`,
    ),
  'not-onboarded': say('The account is still being onboarded', 'アカウントはオンボーディング中です'),
  'past-due': say('A payment is past due', '支払いが遅れています'),
  'open-risk': say('The account has an open risk', 'アカウントに解約リスクがあります'),
  'recent-detractor': ({ actual, needed }) => {
    const [ago, quiet] = [daysWords(actual), daysWords(needed)]
    return both(
      `Somebody gave a low score ${Number(actual) < 1 ? 'today' : `${ago.en} ago`}; offers wait for ${quiet.en}`,
      `${Number(actual) < 1 ? '今日' : `${ago.ja}前に`}低いスコアの回答がありました。${quiet.ja}は提案しません`,
    )
  },
  cancelling: say('The account is cancelling', 'アカウントは解約手続き中です'),
  muted: ({ actual }, names) => {
    const { en, ja } = momentWords(actual, names)
    return both(`Offers are muted until ${en}`, `${ja}まで提案をミュートしています`)
  },
  'not-a-fit': ({ actual }, names) => {
    const { en, ja } = momentWords(actual, names)
    return both(`The account was marked as not a fit; that is reviewed on ${en}`, `提案の対象外とされています（${ja}に見直し）`)
  },
  'not-matched': ({ path, operator = '$eq', actual, needed }, names) => {
    if (path === undefined) return both('The account or person is outside of the audience', '対象の条件に合いません')
    const flag = operator === '$eq' && flagUnmet(path, actual, needed, names)
    if (flag) return flag
    const fact = factWords(path, names)
    const is = valueWords(actual, path, names)
    const phrase = phraseOf(operator, needed, path, names)
    return both(`${fact.en} is ${is.en}; it would have to be ${phrase.en}`, `${fact.ja}は${is.ja}です（条件：${phrase.ja}）`)
  },
  'any-of': ({ needed }, names) => {
    const all = clauseWords('$or', needed, names)
    return both(`None of the alternatives holds: ${all.en}`, `いずれの条件にも合いません：${all.ja}`)
  },
  'none-of': ({ needed }, names) => {
    const all = Array.isArray(needed) ? clauseWords('$or', needed, names) : conditionWords(needed as Condition, names)
    return both(`An exclusion holds: ${all.en}`, `除外の条件に当てはまります：${all.ja}`)
  },
  'event-not-now': ({ needed }, names) => {
    const { en, ja } = eventName(String(needed), names)
    return both(`It waits for the event ${en}`, `イベント${ja}が起きるのを待っています`)
  },
  'not-cancelling': ({ needed }, names) => {
    const { en, ja } = eventName(String(needed), names)
    return both(`It waits until somebody starts to cancel (${en})`, `解約手続きの開始（${ja}）を待っています`)
  },
  'properties-not-matched': ({ needed }, names) => {
    const { en, ja } = conditionWords((needed ?? {}) as Condition, names)
    return both(`The event happened with other properties; needed: ${en}`, `イベントのプロパティが条件に合いません（条件：${ja}）`)
  },
  delayed: ({ needed }) => {
    const { en, ja } = seconds(needed)
    return both(`The event happened; it waits for ${en} more`, `イベントから${ja}後に表示します`)
  },
  'not-asked': say('It waits until your product’s code asks for it', 'プロダクトのコードから呼ばれるのを待っています'),
  'feature-not-touched': ({ needed }, names) => {
    const { en, ja } = featureName(String(needed), names)
    return both(`It waits until somebody touches ${en} while it is locked`, `ロックされた${ja}に触れるのを待っています`)
  },
  'limit-not-reached': ({ path, actual, needed }, names) => {
    const { en, ja } = featureName(second(path), names)
    const least = shareWords(needed)
    if (typeof actual !== 'number') return both(`The usage of ${en} is not known`, `${ja}の使用量がわかりません`)
    const is = shareWords(actual)
    return both(`${is.en} of ${en} is used; it waits for ${least.en}`, `${ja}の使用率は${is.ja}です。${least.ja}になるのを待っています`)
  },
  'not-armed': ({ actual, needed }, names) => {
    const { en, ja } = eventName(String(needed), names)
    if (actual === undefined)
      return both(`It waits for the event ${en} to reach the server`, `サーバーにイベント${ja}が届くのを待っています`)
    const at = momentWords(actual, names)
    return both(
      `The event ${en} reached the server on ${at.en}, which is too long ago`,
      `イベント${ja}が届いたのは${at.ja}で、期限を過ぎています`,
    )
  },
  'not-due': ({ path = '', actual, needed }, names) => {
    const [from, until] = needed as [number, number]
    const fact = factWords(path, names)
    const is = valueWords(actual, path, names)
    const en = `it shows from ${dayOffset(from).en} until ${dayOffset(until).en}`
    return both(
      `${fact.en} is ${is.en}; ${en}`,
      `${fact.ja}は${is.ja}です（表示期間：${dayOffset(from).ja}から${dayOffset(until).ja}まで）`,
    )
  },
  'not-visible': ({ needed }) => {
    const { en, ja } = quoted(String(needed))
    return both(`The place ${en} is not in view`, `場所${ja}が画面に入っていません`)
  },
  'other-page': ({ actual, needed }) =>
    both(
      `The page is ${String(actual ?? 'not known')}; needed: ${String(needed)}`,
      `ページは${String(actual ?? '不明')}です（条件：${String(needed)}）`,
    ),
  'not-started': ({ needed }, names) => {
    const { en, ja } = momentWords(needed, names)
    return both(`It starts on ${en}`, `${ja}に開始します`)
  },
  ended: ({ needed }, names) => {
    const { en, ja } = momentWords(needed, names)
    return both(`It ended on ${en}`, `${ja}に終了しました`)
  },
  weekday: ({ actual, needed }) => {
    const is = weekdayWords(actual)
    const all = listOf((needed as number[]).map(weekdayWords))
    return both(`It is ${is.en}; it shows on ${all.en}`, `${is.ja}です（表示する曜日：${all.ja}）`)
  },
  hours: ({ actual, needed }) => {
    const { en, ja } = hoursWords(needed as NonNullable<Schedule['hours']>)
    return both(`It is ${String(actual)} o’clock; it shows from ${en}`, `いまは${String(actual)}時台です（表示する時間帯：${ja}）`)
  },
  'seen-once': say('The person has seen it, and it shows only once', 'ユーザーはすでに見ています（表示は1回だけ）'),
  'seen-max': ({ actual, needed }) => {
    const [is, most] = [timesWords(actual), timesWords(needed)]
    return both(`The person has seen it ${is.en}; ${most.en} is the most`, `ユーザーは${is.ja}見ています（最大${most.ja}）`)
  },
  'too-soon': since('The person saw it', 'ユーザーに表示しました'),
  'account-too-soon': since('Somebody of the account saw it', 'アカウントの誰かに表示しました'),
  'account-seen-max': ({ actual, needed }) => {
    const [is, most] = [timesWords(actual), timesWords(needed)]
    return both(`The account has seen it ${is.en}; ${most.en} is the most`, `アカウント全体で${is.ja}表示しています（最大${most.ja}）`)
  },
  answered: say('The person has answered it already', 'ユーザーはすでに答えています'),
  'quiet-not-now': since('Somebody answered “Not now”', '「今はしない」が選ばれました'),
  'quiet-no': since('Somebody answered “No”', '「不要」が選ばれました'),
  'quiet-accepted': since('The person accepted', 'ユーザーが承諾しました'),
  'survey-first-days': since('The person was first seen', '利用を開始しました'),
  'survey-answered': since('The person answered a survey', 'アンケートに回答しました'),
  'survey-seen': since('The person saw a survey', 'アンケートを表示しました'),
  'not-sampled': ({ needed }) => {
    const { en, ja } = shareWords(needed)
    return both(
      `Surveys ask ${en} of the people at a time, and this person is not among them now`,
      `アンケートは一度に${ja}の人に聞きます。今回は対象に選ばれていません`,
    )
  },
  'first-days': since('The person was first seen', '利用を開始しました'),
  'first-seconds': ({ needed }) => {
    const { en, ja } = seconds(needed)
    return both(`Nothing interrupts in the first ${en} of a page`, `ページを開いて${ja}間は割り込みません`)
  },
  'user-day': spent('The person’s attention for a day', 'ユーザーの1日の上限'),
  'user-week': spent('The person’s attention for a week', 'ユーザーの1週間の上限'),
  'account-day': spent('The account’s attention for a day', 'アカウントの1日の上限'),
  'visit-of-offer': say(
    'This visit had an offer already; a survey waits for another one',
    'この訪問では提案を表示しました。アンケートは次の訪問まで待ちます',
  ),
  'visit-of-survey': say(
    'This visit had a survey already; offers wait for another one',
    'この訪問ではアンケートを表示しました。提案は次の訪問まで待ちます',
  ),
  'place-missing': ({ needed }) => {
    const { en, ja } = placeWords(String(needed))
    return both(`The page does not have ${en}`, `ページに${ja}がありません`)
  },
  'place-taken': ({ actual, needed }, names) => {
    const [winner, place] = [campaignName(String(actual), names), placeWords(String(needed))]
    return both(`The campaign ${winner.en} has ${place.en}`, `${place.ja}はキャンペーン${winner.ja}が使っています`)
  },
  'needs-page': ({ gate, path }, names) => {
    if (gate !== 'audience' || !path) return both('It depends on the page, and there is none here', 'ページがないため判定できません')
    const { en, ja } = factWords(path, names)
    return both(`${en} is known to the page alone`, `${ja}はページでしかわかりません`)
  },
  'not-assigned': say('No arm was assigned to the account from outside', 'アカウントに外部から群が割り当てられていません'),
  'not-in-namespace': ({ needed }) => {
    const { en, ja } = quoted((needed as { id: string }).id)
    return both(
      `In the group ${en} the account belongs to another campaign`,
      `グループ${ja}の中で、このアカウントは別のキャンペーンの担当です`,
    )
  },
}

/** A reason as a product manager reads it: what is, and what was needed. No full stop at the end. */
export function describeReason(reason: Reason, names: Names = {}): BothLanguages {
  return REASONS[reason.code]?.(reason, names) ?? both(`${reason.gate}: ${reason.code}`, `${reason.gate}：${reason.code}`)
}

/** A slot, a locked feature or the one place for what interrupts. */
export function placeWords(place: string): BothLanguages {
  if (place === 'interruption') return both('the place for what interrupts', '割り込みの枠')
  const name = quoted(place.replace(/^gate:/, ''))
  return place.startsWith('gate:')
    ? both(`the lock of ${name.en}`, `${name.ja}のロック`)
    : both(`the slot ${name.en}`, `スロット${name.ja}`)
}

function dayOffset(days: number): BothLanguages {
  if (days === 0) return both('the day itself', '当日')
  const { en, ja } = daysWords(Math.abs(days))
  return days < 0 ? both(`${en} before`, `${ja}前`) : both(`${en} after`, `${ja}後`)
}
