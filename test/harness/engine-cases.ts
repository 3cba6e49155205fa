import { readdirSync, readFileSync } from 'node:fs'
import type * as core from '@espalier/core'
import type { CampaignState, Condition } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'

/** What the cases ask: the functions of the core, from wherever they come. */
export type Engine = Pick<
  typeof core,
  | 'addToCounter'
  | 'assignArm'
  | 'compileCampaign'
  | 'compileCondition'
  | 'createCounter'
  | 'decide'
  | 'expandSegments'
  | 'explain'
  | 'GATES'
  | 'readCounter'
  | 'residual'
  | 'toLimit'
>

type Tree = { [key: string]: unknown }

interface Expected {
  campaign: string
  verdict: core.Verdict
  codes?: string[]
  until?: Record<string, number>
  arm?: string
  winner?: string
}

export interface DecisionCase {
  name: string
  campaigns: Tree[]
  input: Tree
  expect: Expected[]
}

const folder = new URL('../../packages/core/cases/', import.meta.url)

function read<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as T
}

function casesOf<T>(file: string): (T & { name: string })[] {
  return read<{ cases: (T & { name: string })[] }>(file).cases
}

/** Files whose cases are campaigns, an input and verdicts. */
export const DECISION_FILES = [
  'decisions.json',
  'care.json',
  'triggers.json',
  'schedules.json',
  'clocks.json',
  'ranking.json',
  'assignment.json',
] as const

/** The campaign and the input that every case of a decision is laid over. */
export const { base } = read<{ base: { campaign: Tree; input: Tree } }>('decisions.json')

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

/** Makes campaigns and input of a case. */
export function prepare({ compileCampaign }: Pick<Engine, 'compileCampaign'>, patches: Tree[], patch: Tree) {
  const campaigns = patches.map(({ state = 'running', ...rest }) =>
    compileCampaign(lay(base.campaign, rest) as unknown as core.DecidableCampaign, 1, state as CampaignState),
  )
  return { campaigns, input: lay(base.input, patch) as unknown as core.DecisionInput }
}

function record({ campaign, verdict, reasons, arm, winner }: core.Decision, { until }: Expected): Expected {
  const codes = reasons.map(({ gate, code }) => `${gate}/${code}`)
  const ends = reasons.filter(({ gate, code }) => until?.[`${gate}/${code}`] !== undefined)
  return {
    campaign,
    verdict,
    ...(codes.length > 0 && { codes }),
    ...(until && { until: Object.fromEntries(ends.map((reason) => [`${reason.gate}/${reason.code}`, reason.until ?? 0])) }),
    ...(arm !== undefined && { arm }),
    ...(winner !== undefined && { winner }),
  }
}

/** Without what is needed to act on it, which has other names in what pages download. */
function decisionAlone({ campaign, version, verdict, reasons, arm, place, winner }: core.Decision): object {
  return { campaign, version, verdict, reasons, arm, place, winner }
}

/** What the case expects and what the engine says, explained and decided. Without a page there is nothing to decide. */
function answers(engine: Engine, { campaigns: patches, input: patch, expect: expected }: DecisionCase) {
  const { campaigns, input } = prepare(engine, patches, patch)
  const records = engine.explain(campaigns, input)
  const showing = Object.values(input.page?.showing ?? {})
  const wins = records.filter(({ campaign, verdict }) => (verdict === 'shown' || verdict === 'held-out') && !showing.includes(campaign))
  return {
    explained: records.map((one, index) => record(one, expected[index] ?? { campaign: '', verdict: 'unknown' })),
    gates: records.map(({ reasons }) => reasons.map(({ gate }) => engine.GATES.indexOf(gate))),
    decided: input.page ? engine.decide(campaigns, input).map(decisionAlone) : wins.map(decisionAlone),
    wins: wins.map(decisionAlone),
  }
}

/** Holds an engine to all cases in plain JSON. Decisions are explained and decided, and both must agree. */
export function holdToCases(engine: Engine): void {
  const { addToCounter, assignArm, compileCondition, createCounter, expandSegments, readCounter, residual, toLimit } = engine
  const count = (at: number[]) => at.reduce((state, one) => addToCounter(state, one), createCounter())

  describe.each(DECISION_FILES)('%s', (file) => {
    it.each(casesOf<DecisionCase>(file))('$name', (one) => {
      const { explained, gates, decided, wins } = answers(engine, one)
      expect(explained).toEqual(one.expect)
      expect(decided).toEqual(wins)
      expect(gates).toEqual(gates.map((order) => order.toSorted((a, b) => a - b)))
    })
  })

  describe('conditions.json', () => {
    it.each(casesOf<{ condition: Condition; facts: object; expected: boolean }>('conditions.json'))('$name', (one) => {
      expect(compileCondition(one.condition)(one.facts)).toBe(one.expected)
    })
  })

  describe('counters.json', () => {
    it.each(casesOf<{ at: number[]; now: number; expected: Tree }>('counters.json'))('$name', ({ at, now, expected }) => {
      const facts = Object.entries(readCounter(count(at), now)).map(([key, value]) => [key, value === Infinity ? null : value])
      expect(Object.fromEntries(facts)).toEqual(expected)
    })
  })

  describe('windows.json', () => {
    it.each(casesOf<{ at: number[]; now: number; windows: Record<string, number> }>('windows.json'))('$name', ({ at, now, windows }) => {
      const facts = readCounter(count(at), now, Object.keys(windows).map(Number))
      expect(Object.fromEntries(Object.keys(windows).map((days) => [days, facts[`count${Number(days)}d`]]))).toEqual(windows)
    })
  })

  describe('limits.json', () => {
    it.each(casesOf<{ usage: core.Usage; now: number; expected: Tree }>('limits.json'))('$name', ({ usage, now, expected }) => {
      const limit = toLimit(usage, now)
      const named = Object.keys(expected) as (keyof core.Limit)[]
      expect(Object.fromEntries(named.map((key) => [key, limit[key] ?? null]))).toEqual(expected)
    })
  })

  describe('arms.json', () => {
    interface ArmCase {
      campaign: string
      account: string
      workspace: number
      share: number
      variants: { id: string; weight: number }[]
      expected: string
    }
    it.each(casesOf<ArmCase>('arms.json'))('$name', ({ campaign: id, account, workspace, share, variants, expected }) => {
      const campaign = { id, holdout: { share }, variants } as unknown as core.DecidableCampaign
      expect(assignArm(campaign, account, { holdout: workspace })).toBe(expected)
    })
  })

  describe('residuals.json', () => {
    it.each(casesOf<{ condition: Condition; facts: object; expected: Condition | false }>('residuals.json'))('$name', (one) => {
      expect(residual(one.condition, one.facts, (path) => !path.startsWith('page.'))).toEqual(one.expected)
    })
  })

  describe('segments.json', () => {
    interface SegmentCase {
      condition: Condition
      segments: { id: string; audience: Condition }[]
      facts: object
      expected: boolean
    }
    it.each(casesOf<SegmentCase>('segments.json'))('$name', ({ condition, segments, facts, expected }) => {
      expect(compileCondition(expandSegments(condition, segments))(facts)).toBe(expected)
    })
  })

  it('leaves no file of cases out, and has at least 600 cases', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
    const others = ['conditions.json', 'counters.json', 'windows.json', 'limits.json', 'arms.json', 'residuals.json', 'segments.json']
    expect(files.toSorted()).toEqual([...DECISION_FILES, ...others].toSorted())
    expect(files.flatMap((file) => casesOf(file)).length).toBeGreaterThanOrEqual(600)
  })
}
