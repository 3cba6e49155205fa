import type { Reason } from '../decision.ts'
import type { BothLanguages } from '../schema/text.ts'
import { clauseWords, conditionWords, phraseOf } from './clause.ts'
import { factWords } from './fact.ts'
import { flagWords } from './flag.ts'
import { both, eventName, featureName, type Names } from './names.ts'
import { placeWords, type SayReason } from './reasons.ts'
import { momentWords, shareWords } from './values.ts'
import type { Condition } from '../condition.ts'

const say =
  (en: string, ja: string): SayReason =>
  () =>
    both(en, ja)
const name = (path = ''): string => path.split('.')[1] ?? ''

/** What would have to change, by code. What passes by itself is said with its time; what cannot change is left out. */
const CHANGES: Readonly<Record<string, SayReason>> = {
  'not-running': say('Somebody publishes or resumes the campaign', 'キャンペーンを公開または再開する'),
  'consent-missing': say('The person gives consent', 'ユーザーが同意する'),
  'health-low': ({ needed }) => both(`The account’s health rises to ${String(needed)}`, `アカウントの健全度が${String(needed)}以上になる`),
  'not-onboarded': say('The account finishes its onboarding', 'オンボーディングを終える'),
  'past-due': say('The payment arrives', '支払いが完了する'),
  'open-risk': say('The risk is closed', '解約リスクが解消する'),
  cancelling: say('The account stays', '解約手続きを取りやめる'),
  'not-matched': ({ path, operator = '$eq', needed }, names) => {
    if (path === undefined) return both('The audience is another one', '対象の条件を変える')
    const flag = operator === '$eq' && flagWords(path, needed, names)
    if (flag) return flag
    const [fact, phrase] = [factWords(path, names), phraseOf(operator, needed, path, names)]
    return both(`${fact.en} becomes ${phrase.en}`, `${fact.ja}が${phrase.ja}になる`)
  },
  'any-of': ({ needed }, names) => {
    const { en, ja } = clauseWords('$or', needed, names)
    return both(`One of the alternatives holds: ${en}`, `いずれかの条件を満たす：${ja}`)
  },
  'none-of': ({ needed }, names) => {
    const { en, ja } = Array.isArray(needed) ? clauseWords('$or', needed, names) : conditionWords(needed as Condition, names)
    return both(`The exclusion holds no more: ${en}`, `除外の条件から外れる：${ja}`)
  },
  'event-not-now': ({ needed }, names) => {
    const { en, ja } = eventName(String(needed), names)
    return both(`The event ${en} happens`, `イベント${ja}が起きる`)
  },
  'not-cancelling': say('Somebody starts to cancel', '解約手続きが始まる'),
  'properties-not-matched': ({ needed }, names) => {
    const { en, ja } = conditionWords((needed ?? {}) as Condition, names)
    return both(`The event happens with: ${en}`, `条件に合うプロパティでイベントが起きる：${ja}`)
  },
  'not-asked': say('Your product’s code calls show()', 'プロダクトのコードが show() を呼ぶ'),
  'feature-not-touched': ({ needed }, names) => {
    const { en, ja } = featureName(String(needed), names)
    return both(`Somebody touches ${en} while it is locked`, `ロックされた${ja}に触れる`)
  },
  'limit-not-reached': ({ path, needed }, names) => {
    const [feature, share] = [featureName(name(path), names), shareWords(needed)]
    return both(`${share.en} of ${feature.en} is used`, `${feature.ja}の使用率が${share.ja}になる`)
  },
  'not-armed': ({ needed }, names) => {
    const { en, ja } = eventName(String(needed), names)
    return both(`The event ${en} reaches the server`, `サーバーにイベント${ja}が届く`)
  },
  'not-due': ({ path = '' }, names) => {
    const { en, ja } = factWords(path, names)
    return both(`${en} comes near enough`, `${ja}が表示期間に入る`)
  },
  'not-visible': ({ needed }) => {
    const { en, ja } = placeWords(String(needed))
    return both(`Somebody scrolls to ${en}`, `${ja}が画面に入る`)
  },
  'other-page': ({ needed }) => both(`The person opens ${String(needed)}`, `ユーザーが${String(needed)}を開く`),
  weekday: say('One of its weekdays comes', '表示する曜日になる'),
  hours: say('Its hours come', '表示する時間帯になる'),
  ended: say('The campaign gets a later end', '終了日時を延ばす'),
  'seen-once': say('Its cadence allows more than once', '頻度を2回以上にする'),
  'seen-max': say('Its cadence allows more', '最大回数を増やす'),
  'account-seen-max': say('Its cadence allows more for the account', 'アカウントの最大回数を増やす'),
  'not-sampled': say('The next sample, within 30 days, has this person', '次の抽出（30日以内）で選ばれる'),
  'first-seconds': say('The page stays open a little longer', 'もう少しページを開いている'),
  'visit-of-offer': say('The next visit begins', '次の訪問が始まる'),
  'visit-of-survey': say('The next visit begins', '次の訪問が始まる'),
  'place-missing': ({ needed }) => {
    const { en, ja } = placeWords(String(needed))
    return both(`The person opens a page with ${en}`, `ユーザーが${ja}のあるページを開く`)
  },
  'place-taken': say(
    'The other campaign leaves the place, or this one gets a higher priority',
    'ほかのキャンペーンが場所を空けるか、優先度を上げる',
  ),
  'needs-page': say('The person opens a page', 'ユーザーがページを開く'),
  'not-assigned': say('An arm is assigned to the account', 'アカウントに群を割り当てる'),
}

/** What would have to change for a reason to be gone; undefined where nothing can, and nothing should. */
export function changeOf(reason: Reason, names: Names = {}): BothLanguages | undefined {
  const change = CHANGES[reason.code]
  if (change) return change(reason, names)
  if (reason.until === undefined) return undefined
  const { en, ja } = momentWords(reason.until, names)
  return both(`It passes by itself on ${en}`, `${ja}に自然に解消する`)
}
