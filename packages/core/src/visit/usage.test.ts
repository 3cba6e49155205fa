import { expect, test } from 'vitest'
import type { WireEvent } from '../event.ts'
import type { Entitlement } from '../schema/boot.ts'
import { absorbUsage, limitOf } from './usage.ts'

const NAME = { en: 'Exports', ja: '書き出し' }
const RESET = '2026-12-01T00:00:00.000Z'
const AFTER = Date.parse(RESET) + 1000
const exports = (more: Partial<Entitlement> = {}): Record<string, Entitlement> => ({
  exports: { kind: 'metered', name: NAME, allowed: true, event: 'Report Exported', used: 9, limit: 10, resetsAt: RESET, ...more },
})
const at = (event: string, properties = {}): WireEvent => ({
  type: 'track',
  event,
  properties,
  messageId: 'm1',
  timestamp: new Date(AFTER).toISOString(),
})

test('what the host counts after a reset counts, though it does not name the next one', () => {
  const entitlements = exports()
  expect(absorbUsage(entitlements, at('espalier:usage', { feature: 'exports', used: 8 }))).toEqual([['exports', 0]])
  expect(limitOf(entitlements['exports'], AFTER)).toMatchObject({ used: 8, ratio: 0.8 })
})

test('counting begins anew with the first use after a reset', () => {
  const entitlements = exports()
  expect(absorbUsage(entitlements, at('Report Exported'))).toEqual([['exports', 0]])
  expect(absorbUsage(entitlements, at('Report Exported'))).toEqual([['exports', 0.1]])
  expect(limitOf(entitlements['exports'], AFTER)).toMatchObject({ used: 2, remaining: 8 })
})

test('a reset that is still to come stays known', () => {
  const entitlements = exports({ resetsAt: '2027-01-01T00:00:00.000Z' })
  absorbUsage(entitlements, at('espalier:usage', { feature: 'exports', used: 3 }))
  expect(entitlements['exports']).toMatchObject({ used: 3, resetsAt: '2027-01-01T00:00:00.000Z' })
})

test('the event of a feature that is not counted moves nothing', () => {
  const entitlements = exports({ kind: 'boolean' })
  expect(absorbUsage(entitlements, at('Report Exported'))).toEqual([])
  expect(entitlements).toEqual(exports({ kind: 'boolean' }))
})
