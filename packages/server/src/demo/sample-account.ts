import { dice, pick } from './dice.ts'

const DAY = 86_400_000
type Name = readonly [en: string, ja: string]
const PLACES: readonly [Name, ...Name[]] = [
  ['Akari', 'あかり'],
  ['Aoba', '青葉'],
  ['Asahi', 'あさひ'],
  ['Chidori', '千鳥'],
  ['Hagi', 'はぎ'],
  ['Hoshi', 'ほし'],
  ['Izumi', 'いずみ'],
  ['Kaede', 'かえで'],
  ['Kasumi', 'かすみ'],
  ['Komachi', '小町'],
  ['Kusunoki', 'くすのき'],
  ['Mizuki', 'みずき'],
  ['Nami', 'なみ'],
  ['Sakura', 'さくら'],
  ['Sumire', 'すみれ'],
  ['Tachibana', 'たちばな'],
  ['Wakaba', 'わかば'],
  ['Yuzu', 'ゆず'],
]
type Trade = readonly [...name: Name, industry: string]
const TRADES: readonly [Trade, ...Trade[]] = [
  ['Books', '書店', 'retail'],
  ['Ceramics', '陶器', 'manufacturing'],
  ['Clinic', 'クリニック', 'health'],
  ['Dental', '歯科', 'health'],
  ['Energy', 'エネルギー', 'manufacturing'],
  ['Foods', '食品', 'retail'],
  ['Gardens', '造園', 'services'],
  ['Housing', '住宅', 'services'],
  ['Kitchen', 'キッチン', 'retail'],
  ['Music', '音楽', 'media'],
  ['Optics', '光学', 'manufacturing'],
  ['Print', '印刷', 'media'],
  ['Software', 'ソフトウェア', 'software'],
  ['Textiles', '繊維', 'manufacturing'],
  ['Travel', 'トラベル', 'services'],
]

/** A customer of the demo product that exists to fill lists and reports. */
export interface SampleAccount {
  id: string
  name: string
  plan: 'starter' | 'team' | 'business'
  /** People who use it, at least one. */
  people: string[]
  /** When it began to pay, epoch milliseconds; before the month that is told. */
  since: number
  /** When the month ends in which it met campaigns, epoch milliseconds: now for some, up to 190 days ago for most. */
  told: number
  seats: number
  industry: string
  /** How it is looked after: by software alone, by mail, or by a person of its own. */
  touch: 'tech' | 'low' | 'high'
  /** What its team's health score says, 0 to 100, and whether it was led through its first steps. */
  care: { score: number; onboarded: boolean }
  /** Nobody of it came in the last month. */
  away: boolean
  /** When it cancelled, epoch milliseconds; before the month that is told. Missing where it still pays. */
  left?: number
}

/** How many there are that pay. */
export const SAMPLE_ACCOUNTS = 640
/** How many there are that cancelled within the year before; they have the numbers after those. */
export const FORMER_ACCOUNTS = 90
/** Both together. */
export const ALL_ACCOUNTS = SAMPLE_ACCOUNTS + FORMER_ACCOUNTS
/** How many days before now a month ends that is told of somebody, at most. */
export const EARLIEST_DAYS = 190
/** The same at least, of whom an earlier month is told: no week is left out before the last month. */
const LATEST_DAYS = 10

/** The sample account with this number, the same on every machine but for the language of its name. */
export function sampleAccount(index: number, now: number, inJapanese = false): SampleAccount {
  const id = `example-${String(index + 1).padStart(3, '0')}`
  const fate = dice(`${id}:plan`)
  const plan = fate < 0.46 ? 'starter' : fate < 0.93 ? 'team' : 'business'
  const most = { starter: 2, team: 4, business: 6 }[plan]
  const [place, placeJa] = pick(`${id}:place`, PLACES)
  const [trade, tradeJa, industry] = pick(`${id}:trade`, TRADES)
  const months = index < SAMPLE_ACCOUNTS ? customer(id, now) : formerly(id, now)
  return {
    id,
    name: inJapanese ? `${placeJa}${tradeJa}（サンプル）` : `${place} ${trade} (sample)`,
    plan,
    industry,
    touch: plan === 'business' ? 'high' : plan === 'team' && dice(`${id}:touch`) < 0.3 ? 'low' : 'tech',
    // Few are unwell, and who came lately may still be at its first steps.
    care: {
      score: Math.round(100 - dice(`${id}:health`) ** 2 * 55),
      onboarded: dice(`${id}:onboarded`) < (now - months.since < 90 * DAY ? 0.7 : 0.98),
    },
    people: Array.from({ length: 1 + Math.floor(dice(`${id}:people`) * Math.min(2, most)) }, (_, person) => `${id}-p${person + 1}`),
    ...months,
    away: months.told < now && dice(`${id}:away`) < 0.13,
    seats: 1 + Math.floor(dice(`${id}:seats`) * most),
  }
}

/** Since when an account pays, and of which month is told: of most an earlier one, so that months that are over can prove something. */
function customer(id: string, now: number): Pick<SampleAccount, 'since' | 'told'> {
  const days = 35 + dice(`${id}:since`) * 500
  const earlier = LATEST_DAYS + dice(`${id}:told`) * (EARLIEST_DAYS - LATEST_DAYS)
  const isEarlier = dice(`${id}:earlier`) < 0.75
  return { since: now - (isEarlier ? earlier + 70 + (days - 35) * 0.8 : days) * DAY, told: isEarlier ? now - earlier * DAY : now }
}

/** From when to when an account paid that pays no more. */
function formerly(id: string, now: number): Pick<SampleAccount, 'since' | 'told' | 'left'> {
  const left = now - (35 + dice(`${id}:left`) * 325) * DAY
  return { left, told: now, since: left - (40 + dice(`${id}:since`) * 400) * DAY }
}
