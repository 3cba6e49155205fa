import { catalog, type CampaignInput, type Catalog } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { EXAMPLE_CATALOG } from '../settings/example-catalog.ts'
import { draftOf, TEMPLATES } from './templates.ts'
import { unknownFeatures } from './unknown-features.ts'

const empty: Catalog = { features: [], plans: [] }
const drafts = TEMPLATES.map((one) => draftOf(one, one.key, 'en'))

describe('features that the catalogue does not have', () => {
  it('are named once each, from the audience, the widget and the trigger', () => {
    expect(drafts.map((one) => unknownFeatures(one, empty))).toEqual([['exports'], ['analytics'], [], [], ['analytics'], []])
    const mixed = { ...drafts[1], audience: { $or: [{ 'limit.seats.ratio': 1 }, { 'feature.seats': false }] } } as CampaignInput
    expect(unknownFeatures(mixed, empty)).toEqual(['seats', 'analytics'])
  })

  it('are none once the example catalogue is saved', () => {
    expect(catalog.safeParse(EXAMPLE_CATALOG).error).toBeUndefined()
    expect(drafts.flatMap((one) => unknownFeatures(one, EXAMPLE_CATALOG))).toEqual([])
  })
})
