import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileCampaign, type DecidableCampaign } from './compile.ts'
import { type Decision, type DecisionInput, GATES } from './decision.ts'
import { decide, heldBack } from './evaluate.ts'
import { explain } from './explain.ts'
import type { CampaignState } from './schema/campaign.ts'

interface Expected {
  campaign: string
  verdict: Decision['verdict']
  codes?: string[]
  arm?: string
  winner?: string
}
type Tree = { [key: string]: unknown }
const { base, cases } = JSON.parse(readFileSync(new URL('../cases/decisions.json', import.meta.url), 'utf8')) as {
  base: { campaign: Tree; input: Tree }
  cases: { name: string; campaigns: Tree[]; input: Tree; expect: Expected[] }[]
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

function lay(under: Tree, over: Tree): Tree {
  const laid = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const below = laid[key]
    if (value === null) delete laid[key]
    else laid[key] = isTree(value) && isTree(below) && key !== 'widget' ? lay(below, value) : value
  }
  return laid
}

function prepare(patches: Tree[], patch: Tree) {
  const campaigns = patches.map(({ state = 'running', ...rest }) =>
    compileCampaign(lay(base.campaign, rest) as unknown as DecidableCampaign, 1, state as CampaignState),
  )
  return { campaigns, input: lay(base.input, patch) as unknown as DecisionInput }
}

function record({ campaign, verdict, reasons, arm, winner }: Decision): Expected {
  const codes = reasons.map((reason) => `${reason.gate}/${reason.code}`)
  return {
    campaign,
    verdict,
    ...(codes.length > 0 && { codes }),
    ...(arm !== undefined && { arm }),
    ...(winner !== undefined && { winner }),
  }
}

describe('the decision cases', () => {
  it.each(cases)('$name', ({ campaigns: patches, input: patch, expect: expected }) => {
    const { campaigns, input } = prepare(patches, patch)
    const records = explain(campaigns, input)
    expect(records.map(record)).toEqual(expected)
    for (const { reasons } of records) {
      const order = reasons.map((reason) => GATES.indexOf(reason.gate))
      expect(order).toEqual(order.toSorted((a, b) => a - b))
    }
  })

  it.each(cases)('decides what it explains: $name', ({ campaigns: patches, input: patch }) => {
    const { campaigns, input } = prepare(patches, patch)
    if (!input.page) return
    const showing = Object.values(input.page.showing)
    const explained = explain(campaigns, input).filter(
      ({ campaign, verdict }) => (verdict === 'shown' || verdict === 'held-out') && !showing.includes(campaign),
    )
    expect(decide(campaigns, input).map(({ compiled: _, ...decision }) => decision)).toEqual(explained)
  })

  it('leaves its input as it was', () => {
    const { campaigns, input } = prepare([{ trigger: { on: 'load' } }, { id: 'second', priority: 5 }], {})
    const before = structuredClone(input)
    decide(campaigns, input)
    explain(campaigns, input)
    heldBack(campaigns, input)
    expect(input).toEqual(before)
  })
})

describe('what is held back', () => {
  const gatesOf = (patches: Tree[], patch: Tree): string[] => {
    const { campaigns, input } = prepare(patches, patch)
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
})
