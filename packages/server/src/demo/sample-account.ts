import { dice, pick } from './dice.ts'

const DAY = 86_400_000
const PLACES = [
  'Akari',
  'Aoba',
  'Asahi',
  'Chidori',
  'Hagi',
  'Hoshi',
  'Izumi',
  'Kaede',
  'Kasumi',
  'Komachi',
  'Kusunoki',
  'Mizuki',
  'Nami',
  'Sakura',
  'Sumire',
  'Tachibana',
  'Wakaba',
  'Yuzu',
] as const
const TRADES = [
  'Books',
  'Ceramics',
  'Clinic',
  'Dental',
  'Energy',
  'Foods',
  'Gardens',
  'Housing',
  'Kitchen',
  'Music',
  'Optics',
  'Print',
  'Software',
  'Textiles',
  'Travel',
] as const

/** A customer of the demo product that exists to fill lists and reports. */
export interface SampleAccount {
  id: string
  name: string
  plan: 'starter' | 'team' | 'business'
  /** People who use it, at least one. */
  people: string[]
  /** When it began to pay, epoch milliseconds; before the month that is told. */
  since: number
  /** When the month ends in which it met campaigns, epoch milliseconds: now for most, up to 130 days ago for the others. */
  told: number
  seats: number
  /** When it cancelled, epoch milliseconds; before the month that is told. Missing where it still pays. */
  left?: number
}

/** How many there are that pay. */
export const SAMPLE_ACCOUNTS = 420
/** How many there are that cancelled within the year before; they have the numbers after those. */
export const FORMER_ACCOUNTS = 48
/** How many days before now a month ends that is told of somebody, at most. */
export const EARLIEST_DAYS = 130

/** The sample account with this number, the same on every machine. */
export function sampleAccount(index: number, now: number): SampleAccount {
  const id = `example-${String(index + 1).padStart(3, '0')}`
  const fate = dice(`${id}:plan`)
  const plan = fate < 0.46 ? 'starter' : fate < 0.93 ? 'team' : 'business'
  const most = { starter: 2, team: 4, business: 6 }[plan]
  return {
    id,
    name: `${pick(`${id}:place`, PLACES)} ${pick(`${id}:trade`, TRADES)} (sample)`,
    plan,
    people: Array.from({ length: 1 + Math.floor(dice(`${id}:people`) * Math.min(2, most)) }, (_, person) => `${id}-p${person + 1}`),
    ...(index < SAMPLE_ACCOUNTS ? customer(id, now) : formerly(id, now)),
    seats: 1 + Math.floor(dice(`${id}:seats`) * most),
  }
}

/** Since when an account pays, and of which month is told: of every third that was there long enough, of an earlier one. */
function customer(id: string, now: number): Pick<SampleAccount, 'since' | 'told'> {
  const days = 35 + dice(`${id}:since`) * 500
  const earlier = 40 + dice(`${id}:told`) * (EARLIEST_DAYS - 40)
  const told = dice(`${id}:earlier`) < 1 / 3 && days > earlier + 65 ? now - earlier * DAY : now
  return { since: now - days * DAY, told }
}

/** From when to when an account paid that pays no more. */
function formerly(id: string, now: number): Pick<SampleAccount, 'since' | 'told' | 'left'> {
  const left = now - (35 + dice(`${id}:left`) * 325) * DAY
  return { left, told: now, since: left - (40 + dice(`${id}:since`) * 400) * DAY }
}
