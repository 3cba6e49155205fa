import type { BothLanguages } from '../schema/text.ts'
import { both, type Names, quoted } from './names.ts'

const WEEKDAYS = [
  ['Monday', '月'],
  ['Tuesday', '火'],
  ['Wednesday', '水'],
  ['Thursday', '木'],
  ['Friday', '金'],
  ['Saturday', '土'],
  ['Sunday', '日'],
] as const

const STATES: Readonly<Record<string, BothLanguages>> = {
  normal: both('well below the limit', '余裕あり'),
  near: both('near the limit', '上限に近い'),
  critical: both('very near the limit', '上限間近'),
  reached: both('at the limit', '上限に到達'),
  over: both('over the limit', '上限を超過'),
  unlimited: both('unlimited', '無制限'),
  unknown: both('unknown', '不明'),
}

/** Joins words of both languages. */
export function listOf(all: readonly BothLanguages[], join: BothLanguages = both(', ', '、')): BothLanguages {
  return both(all.map(({ en }) => en).join(join.en), all.map(({ ja }) => ja).join(join.ja))
}

/** A day of the week; 1 is Monday. */
export function weekdayWords(weekday: unknown): BothLanguages {
  const [en, ja] = WEEKDAYS[Number(weekday) - 1] ?? ['?', '?']
  return both(en, `${ja}曜日`)
}

/** A moment (epoch milliseconds) on the wall clock of the workspace. */
export function momentWords(at: unknown, { zone = 'UTC' }: Names): BothLanguages {
  const time = Number(at)
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return both('an unknown time', '不明な日時')
  const form = (locale: string, options: Intl.DateTimeFormatOptions): string => {
    try {
      return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(time)
    } catch {
      return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(time)
    }
  }
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return both(
    `${form('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })}, ${form('en-GB', clock)}`,
    `${form('ja', { dateStyle: 'long' })} ${form('ja', clock)}`,
  )
}

/** A number of days; parts of a day in hours. */
export function daysWords(days: unknown): BothLanguages {
  const count = Number(days)
  if (count > 0 && count < 1) {
    const hours = Math.round(count * 24)
    return both(hours === 1 ? '1 hour' : `${hours} hours`, `${hours}時間`)
  }
  const figure = (locale: string): string => count.toLocaleString(locale, { maximumFractionDigits: 1 })
  return both(count === 1 ? '1 day' : `${figure('en')} days`, `${figure('ja')}日`)
}

/** A number of times. */
export function timesWords(times: unknown): BothLanguages {
  const count = Number(times)
  return both(count === 1 ? 'once' : count === 2 ? 'twice' : `${count.toLocaleString('en')} times`, `${count.toLocaleString('ja')}回`)
}

/** A share of 1 in per cent. */
export function shareWords(share: unknown): BothLanguages {
  const percent = (Number(share) * 100).toLocaleString('en', { maximumFractionDigits: 1 })
  return both(`${percent}%`, `${percent}%`)
}

/** What a fact holds, in words; `path` says what it is. */
export function valueWords(value: unknown, path: string, names: Names): BothLanguages {
  if (value === undefined || value === null) return both('not known', '不明')
  if (Array.isArray(value)) {
    if (value.length === 0) return both('nothing', 'なし')
    const all = value.map((one) => valueWords(one, path, names))
    return listOf(all)
  }
  if (typeof value === 'boolean') return value ? both('yes', 'はい') : both('no', 'いいえ')
  if (typeof value === 'number') return numberWords(value, path)
  if (typeof value !== 'string') return both(JSON.stringify(value), JSON.stringify(value))
  if (/^plan\.(id|next)$/.test(path)) return names.plans?.[value] ?? quoted(value)
  if (/^limit\.[^.]+\.state$/.test(path)) return STATES[value] ?? quoted(value)
  return /^\d{4}-\d\d-\d\dT/.test(value) ? momentWords(Date.parse(value), names) : quoted(value)
}

function numberWords(value: number, path: string): BothLanguages {
  if (path.endsWith('.ratio')) return shareWords(value)
  if (path.endsWith('weekday')) return weekdayWords(value)
  if (/\.(daysSince\w*|forecastDays)$/.test(path) && value === Infinity) return both('never', 'なし')
  if (/(\.daysSince\w*|\.daysTo\w+|\.forecastDays|Days)$/.test(path)) return daysWords(value)
  if (value === Infinity) return both('unlimited', '無制限')
  return both(value.toLocaleString('en'), value.toLocaleString('ja'))
}
