import { describe, expect, it } from 'vitest'
import { ranked } from './ranked.ts'
import type { ExplainedDecision } from './wire.ts'

const decision = (campaign: string, verdict: string, refusals = 0) =>
  ({ campaign, verdict, reasons: Array.from({ length: refusals }, () => ({})) }) as unknown as ExplainedDecision
const all = [
  decision('far', 'blocked', 3),
  decision('near', 'blocked', 1),
  decision('open', 'unknown', 1),
  decision('waits', 'queued', 1),
  decision('ghost', 'held-out'),
  decision('here', 'shown'),
]
const order = (asked: string) => ranked(all, asked).map(({ campaign }) => campaign)

describe('the order of candidates', () => {
  it('begins with what appears, and ends with what is furthest from it', () => {
    expect(order('')).toEqual(['here', 'ghost', 'waits', 'open', 'near', 'far'])
  })

  it('puts the campaign that was asked about first', () => {
    expect(order('near')).toEqual(['near', 'here', 'ghost', 'waits', 'open', 'far'])
  })
})
