import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appOn } from '../../open-app.case.ts'
import type { Store } from '../../store/store.ts'
import { NOON } from '../workspace.case.ts'
import { begin, deed, HOUR } from '../world/deeds.case.ts'

const ASKED = ['user=mari', 'user=ken&account=acme', 'user=v1&place=top,gate:analytics', 'user=nobody', 'user=mari&url=/billing']

/** What every adapter of the store must allow: to explain the past as it was explained then. */
export function pastCases(open: () => Promise<Store>): void {
  test('explains a past moment as it was explained then, whatever happened since', { timeout: 60_000 }, async () => {
    let now = NOON
    const { call, deps } = appOn(await open(), { clock: () => now })
    await begin(call)
    const said: [query: string, answer: { facts: object; decisions: object[] }][] = []
    for (const one of fc.sample(deed, { numRuns: 24, seed: 20_261_122 })) {
      now += HOUR
      expect((await one(call, now)).status).toBe(200)
      await deps.bootLog.settled()
      for (const asked of ASKED) {
        const { status, body } = await call('GET', `/v1/decisions/explain?${asked}`)
        expect(status).toBe(200)
        said.push([`${asked}&at=${new Date(now).toISOString()}`, body])
      }
    }
    now += HOUR
    for (const [asked, answer] of said) expect((await call('GET', `/v1/decisions/explain?${asked}`)).body).toEqual(answer)
    // Time really went on: the same question had many answers.
    const mari = said.filter(([asked]) => asked.startsWith('user=mari&at'))
    expect(new Set(mari.map(([, { facts }]) => JSON.stringify(facts))).size).toBeGreaterThan(8)
    expect(new Set(mari.map(([, { decisions }]) => JSON.stringify(decisions))).size).toBeGreaterThan(3)
  })
}
