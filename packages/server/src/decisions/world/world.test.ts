import { EVENTS } from '@espalier/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openApp, type OpenApp } from '../../open-app.case.ts'
import type { LoggedEvent } from '../../store/events.ts'
import { loadRules } from '../rules.ts'
import { loadSubject, type Subject } from '../subject.ts'
import { NOON } from '../workspace.case.ts'
import { bootAgain } from './boot-again.ts'
import { begin, deed, HOUR, NAMES, type Deed } from './deeds.case.ts'
import { loadTimeline } from './timeline.ts'
import { createWorld, type World } from './world.ts'

/** Runs the deeds an hour apart against the real server, and answers what pages were answered. */
async function live(
  deeds: readonly Deed[],
  check: (open: OpenApp, log: readonly LoggedEvent[], boots: readonly object[], now: number) => Promise<void>,
) {
  let now = NOON
  await using open = await openApp({ clock: () => now })
  await begin(open.call)
  const boots: object[] = []
  for (const one of deeds) {
    now += HOUR
    const answer = await one(open.call, now)
    expect(answer.status).toBe(200)
    // The edition names the campaigns, and they say themselves whether they are settled; they are compared whole.
    const { edition: _, settled: _settled, ...boot } = answer.body
    if (boot.counters) boots.push(boot)
    await open.deps.bootLog.settled()
  }
  await check(open, await open.deps.store.events.read(0, 10_000), boots, now)
}

async function worldOf(open: OpenApp, log: readonly LoggedEvent[]): Promise<World> {
  const world = createWorld(await loadTimeline(open.deps.store))
  for (const one of log) world.take(one)
  return world
}

/** The store hands counters on as they are kept; here they are read. */
const plain = (subject: Subject): Subject => ({
  ...subject,
  counters: plainCounters(subject.counters),
  accountCounters: plainCounters(subject.accountCounters),
})
const plainCounters = (counters: Subject['counters']): Subject['counters'] =>
  Object.fromEntries(Object.entries(counters).map(([name, { d, n, t, f, l }]) => [name, { d, n: [...n], t, f, l }]))

test('folding the log gives what the store holds, and what pages were answered', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 25 }), (deeds) =>
      live(deeds, async (open, log, boots, now) => {
        const { store } = open.deps
        const world = await worldOf(open, log)
        const rules = await loadRules(store)
        for (const name of NAMES) expect(world.subjectOf(name, now)).toEqual(plain(await loadSubject(store, name, rules, now)))

        const past = createWorld(await loadTimeline(store))
        const again: object[] = []
        for (const one of log) {
          past.take(one)
          if (one.name !== EVENTS.boot) continue
          again.push(JSON.parse(JSON.stringify(bootAgain(past, one).answer.whole().boot)))
        }
        expect(again).toEqual(boots)
      }),
    ),
    { numRuns: 15 },
  )
})

test('an event that is missing in the log shows', async () => {
  const track: Deed = (call) =>
    call('POST', '/v1/track', { userId: 'mari', event: 'Report Exported', properties: { rows: 9 }, context: { groupId: 'acme' } })
  await live([track, track], async (open, log, _, now) => {
    const world = await worldOf(open, log.slice(1))
    const kept = await loadSubject(open.deps.store, { userId: 'mari' }, await loadRules(open.deps.store), now)
    expect(kept.counters['Report Exported']?.t).toBe(2)
    expect(world.subjectOf({ userId: 'mari' }, now)).not.toEqual(plain(kept))
  })
})
