import { settings } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { changesOf } from './change.ts'
import { sparedBy } from './spared-by.ts'

const NOW = Date.parse('2026-11-22T00:00:00Z')
const usual = settings.parse({})

describe('what holds offers back', () => {
  it('is every mark that a gate reads, at its threshold', () => {
    const care = {
      score: 59.9,
      onboarded: false,
      pastDue: true,
      risk: true,
      cancelling: true,
      mutedUntil: '2026-11-22T00:00:01Z',
      notAFitUntil: '2027-01-01T00:00:00Z',
      detractorAt: '2026-11-01T00:00:00Z',
    }
    expect(sparedBy(care, usual, NOW).sparing).toEqual(Object.keys(usual.care))
  })

  it('is nothing where nothing is known, or where it is over', () => {
    const over = { score: 60, onboarded: true, mutedUntil: '2026-11-22T00:00:00Z', detractorAt: '2026-01-01T00:00:00Z' }
    expect(sparedBy({}, usual, NOW)).toEqual({ sparing: [], off: [] })
    expect(sparedBy(over, usual, NOW)).toEqual({ sparing: [], off: [] })
  })

  it('tells gates apart that are switched off', () => {
    const relaxed = settings.parse({ care: { risk: false } })
    expect(sparedBy({ risk: true, pastDue: true }, relaxed, NOW)).toEqual({ sparing: ['pastDue'], off: ['risk'] })
  })
})

describe('what is sent when marks change', () => {
  it('is what changed and nothing else; what was cleared is null', () => {
    expect(changesOf({ score: 50, risk: true }, { score: 70, onboarded: true })).toEqual({ score: 70, risk: null, onboarded: true })
    expect(changesOf({ score: 50 }, { score: 50 })).toEqual({})
  })
})
