import type { ExposureMoment } from './exposures.ts'

let ids = 0

/** Makes exposures at `start`, epoch milliseconds, each with an id of its own, of one person of one account unless told otherwise. */
export function momentOf(start: number): (change?: Partial<ExposureMoment>) => ExposureMoment {
  return (change) => ({
    id: `e${(ids += 1)}`,
    campaign: 'c',
    version: 1,
    account: 'acme',
    person: 'mari',
    arm: 'treated',
    at: start,
    cost: 0,
    ...change,
  })
}
