import { describe, expect, it } from 'vitest'
import { base, prepare } from '../../../test/harness/engine-cases.ts'
import { compileCampaign } from './compile.ts'
import { decide, heldBack } from './evaluate.ts'
import { explain } from './explain.ts'

type Tree = Record<string, unknown>
const made = (patches: Tree[], patch: Tree) => prepare({ compileCampaign }, patches, patch)

describe('a decision', () => {
  it('leaves its input as it was', () => {
    const { campaigns, input } = made([{ trigger: { on: 'load' } }, { id: 'second', priority: 5 }], {})
    const before = structuredClone(input)
    decide(campaigns, input)
    explain(campaigns, input)
    heldBack(campaigns, input)
    expect(input).toEqual(before)
  })

  it('about some campaigns leaves what others have on the screen where it is', () => {
    const { campaigns, input } = made([{ id: 'asked', priority: 900 }], { page: { showing: { top: 'other' } } })
    expect(decide(campaigns, input)).toEqual([])
  })
})

describe('an explanation', () => {
  it('says of what keeps a place whether it is seen there, or held out in it', () => {
    const about = (patch: Tree) => {
      const { campaigns, input } = made([patch, { id: 'next', priority: 900 }], { page: { showing: { top: 'offer' } } })
      return explain(campaigns, input).map(({ verdict, winner }) => winner ?? verdict)
    }
    expect(about({})).toEqual(['shown', 'offer'])
    expect(about({ holdout: { share: 1 } })).toEqual(['held-out', 'offer'])
  })
})

describe('what is held back', () => {
  const gatesOf = (patches: Tree[], patch: Tree): string[] => {
    const { campaigns, input } = made(patches, patch)
    return heldBack(campaigns, input).flatMap(({ campaign, reasons }) =>
      reasons.map((reason) => `${campaign}: ${reason.gate}/${reason.code}`),
    )
  }

  it('is what was meant for this moment and refused by care', () => {
    expect(gatesOf([{}], { facts: { health: { score: 10 } } })).toEqual(['offer: care/health-low'])
  })

  it('is not what was not meant for this person or moment', () => {
    expect(gatesOf([{ audience: { 'plan.id': 'team' } }], { facts: { health: { score: 10 } } })).toEqual([])
    expect(gatesOf([{ trigger: { on: 'event', event: 'X' } }], { facts: { health: { score: 10 } } })).toEqual([])
  })

  it('is not what was seen as often as its author planned', () => {
    expect(gatesOf([{ cadence: { show: 'once' } }], { history: { campaigns: { offer: { shown: 1 } } } })).toEqual([])
  })

  it('counts quiet time after a refusal and places lost to another campaign', () => {
    const refused = { history: { campaigns: { offer: { shown: 1, response: 'not-now', respondedAt: base.input['now'] } } } }
    expect(gatesOf([{}], refused)).toEqual(['offer: cadence/quiet-not-now'])
    expect(gatesOf([{}, { id: 'urgent', priority: 200 }], {})).toEqual(['offer: slot/place-taken'])
  })

  it('counts an offer that waits for another visit than that of a survey', () => {
    expect(gatesOf([{}], { visit: { offered: false, asked: true } })).toEqual(['offer: budget/visit-of-survey'])
  })
})
