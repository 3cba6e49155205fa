import { request } from '../api.ts'

/** What one unit of a currency was worth on a day such as `2026-10-31`; `rate` is decimal text. */
export interface Rate {
  currency: string
  day: string
  rate: string
}

/** The rates, and the currency that they lead to. */
export interface RateList {
  to: string
  rates: Rate[]
}

/** All rates to the currency of reports. */
export function readRates(): Promise<RateList> {
  return request('GET', '/v1/rates')
}

/** Keeps a rate; null takes it away. */
export function saveRate(rate: Omit<Rate, 'rate'> & { rate: string | null }): Promise<RateList> {
  return request('PUT', '/v1/rates', { rates: [rate] })
}
