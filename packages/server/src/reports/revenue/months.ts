import { startOfMonth } from '@espalier/core'

/** A calendar month of a zone: from its first moment to before the first of the next, epoch milliseconds. */
export interface Month {
  /** For example `2026-11`. */
  name: string
  from: number
  to: number
}

/** The months from one to another, both included. */
export function monthsBetween(first: string, last: string, zone: string): Month[] {
  const months: Month[] = []
  for (let [year, month] = partsOf(first); nameOf(year, month) <= last; month === 12 ? ((year += 1), (month = 1)) : (month += 1)) {
    months.push({ name: nameOf(year, month), from: startOfMonth(year, month, zone), to: startOfMonth(year, month + 1, zone) })
  }
  return months
}

/** The month so many months earlier. */
export function monthsBefore(name: string, months: number): string {
  const [year, month] = partsOf(name)
  const index = year * 12 + month - 1 - months
  return nameOf(Math.floor(index / 12), (index % 12) + 1)
}

function partsOf(name: string): [year: number, month: number] {
  return [Number(name.slice(0, 4)), Number(name.slice(5))]
}

function nameOf(year: number, month: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
}
