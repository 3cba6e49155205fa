import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DECISION_FILES, holdToCases, type DecisionCase } from '../../../test/harness/engine-cases.ts'
import * as core from './index.ts'

describe('the core', () => {
  holdToCases(core)
})

describe('the cases of decisions', () => {
  const cases = DECISION_FILES.flatMap((file) => {
    const text = readFileSync(new URL(`../cases/${file}`, import.meta.url), 'utf8')
    return (JSON.parse(text) as { cases: DecisionCase[] }).cases
  })
  const expected = cases.flatMap((one) => one.expect)

  it('hold every verdict and every gate that can refuse', () => {
    expect(new Set(expected.map(({ verdict }) => verdict))).toEqual(new Set(['shown', 'queued', 'blocked', 'held-out', 'unknown']))
    const gates = new Set(expected.flatMap(({ codes = [] }) => codes.map((code) => code.split('/')[0])))
    expect(gates).toEqual(new Set(core.GATES.filter((gate) => gate !== 'variant')))
  })
})
