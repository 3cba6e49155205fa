import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assignArm } from './bucket.ts'
import type { DecidableCampaign } from './compile.ts'
import { compileCondition } from './condition.ts'
import { addToCounter, createCounter, readCounter } from './counter.ts'
import type { EventFacts } from './facts.ts'
import { toLimit, type Limit, type Usage } from './limit.ts'
import { residual } from './residual.ts'
import type { Condition } from './schema/condition.ts'

function casesOf<T>(file: string): (T & { name: string })[] {
  const text = readFileSync(new URL(`../cases/${file}`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { cases: (T & { name: string })[] }).cases
}

describe('the cases in plain JSON', () => {
  it.each(casesOf<{ condition: Condition; facts: object; expected: boolean }>('conditions.json'))(
    'condition: $name',
    ({ condition, facts, expected }) => {
      expect(compileCondition(condition)(facts)).toBe(expected)
    },
  )

  it.each(casesOf<{ at: number[]; now: number; expected: Record<keyof EventFacts, number | null> }>('counters.json'))(
    'counter: $name',
    ({ at, now, expected }) => {
      const state = at.reduce((counter, one) => addToCounter(counter, one), createCounter())
      const facts = Object.entries(readCounter(state, now)).map(([key, value]) => [key, value === Infinity ? null : value])
      expect(Object.fromEntries(facts)).toEqual(expected)
    },
  )

  it.each(casesOf<{ usage: Usage; now: number; expected: Partial<Record<keyof Limit, unknown>> }>('limits.json'))(
    'limit: $name',
    ({ usage, now, expected }) => {
      const limit = toLimit(usage, now)
      const named = Object.keys(expected) as (keyof Limit)[]
      expect(Object.fromEntries(named.map((key) => [key, limit[key] ?? null]))).toEqual(expected)
    },
  )

  interface ArmCase {
    campaign: string
    account: string
    workspace: number
    share: number
    variants: { id: string; weight: number }[]
    expected: string
  }
  it.each(casesOf<ArmCase>('arms.json'))('arm: $name', ({ campaign: id, account, workspace, share, variants, expected }) => {
    const campaign = { id, holdout: { share }, variants } as unknown as DecidableCampaign
    expect(assignArm(campaign, account, { holdout: workspace })).toBe(expected)
  })

  it.each(casesOf<{ condition: Condition; facts: object; expected: Condition | false }>('residuals.json'))(
    'residual: $name',
    ({ condition, facts, expected }) => {
      expect(residual(condition, facts, (path) => !path.startsWith('page.'))).toEqual(expected)
    },
  )
})
