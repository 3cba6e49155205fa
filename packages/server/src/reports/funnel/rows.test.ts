import { funnelRows } from '@espalier/core/schema'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { iso, NOON, send } from '../../decisions/workspace.case.ts'
import { openApp, type OpenApp } from '../../open-app.case.ts'
import { followTracks } from './kept/follow.ts'
import { pageOf } from './page-of.ts'
import { furthest } from './walk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NAMES = ['Import', 'Invite', 'Export'] as const
const STEPS = NAMES.map((event) => ({ event }))

const happened = (event: string, userId: string, groupId: string, at: number, properties: object = {}) => ({
  type: 'track',
  event,
  userId,
  timestamp: iso(at),
  properties,
  context: { groupId },
})
async function rows(open: OpenApp, question: object) {
  const { status, body } = await open.call('POST', '/v1/reports/funnel/rows', { steps: STEPS, ...question })
  expect(status, JSON.stringify(body)).toBe(200)
  return funnelRows.parse(body)
}
const listed = async (open: OpenApp, question: object) => (await rows(open, question)).rows.map(({ id, at }) => [id, Date.parse(at)])

it('lists who reached a step and who stopped there, when they first did, and by their names', async () => {
  await using open = await openApp({ clock: () => NOON })
  const at = NOON - 10 * DAY
  await send(
    open,
    { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Acme' } },
    happened('Import', 'mari', 'acme', at),
    happened('Invite', 'ken', 'acme', at + 2 * HOUR),
    happened('Invite', 'ken', 'acme', at + 3 * HOUR),
    happened('Export', 'mari', 'acme', at + 4 * HOUR),
    // Another one that arrives late and happened earlier.
    happened('Invite', 'ken', 'acme', at + HOUR),
    happened('Import', 'ana', 'globex', at + 5 * HOUR),
    happened('Import', 'eva', 'initech', at),
    happened('Invite', 'eva', 'initech', at + HOUR),
  )
  expect((await listed(open, { step: 1 })).map(([id]) => id)).toEqual(['globex', 'acme', 'initech'])
  expect(new Map((await listed(open, { step: 2 })) as [string, number][])).toEqual(
    new Map([
      ['acme', at + HOUR],
      ['initech', at + HOUR],
    ]),
  )
  expect(await listed(open, { step: 2, which: 'stopped' })).toEqual([['initech', at + HOUR]])
  expect(await listed(open, { step: 1, which: 'stopped' })).toEqual([['globex', at + 5 * HOUR]])
  expect((await rows(open, { step: 3 })).rows).toEqual([{ id: 'acme', name: 'Acme', at: iso(at + 4 * HOUR) }])
  expect((await listed(open, { step: 1, by: 'user' })).map(([id]) => id)).toEqual(['ana', 'mari', 'eva'])
  expect((await rows(open, { step: 1, offset: 9 })).rows).toEqual([])
  const { body } = await open.call('POST', '/v1/reports/funnel/rows?format=csv&lang=ja', { steps: STEPS, step: 3 })
  expect(body).toContain(`ID,名前,ステップに到達した日時\r\nacme,Acme,${iso(at + 4 * HOUR)}`)
})

it('names the field of what cannot be asked', async () => {
  await using open = await openApp({ clock: () => NOON })
  for (const [more, field] of [
    [{ step: 4 }, 'step'],
    [{ step: 0 }, 'step'],
    [{}, 'step'],
    [{ step: 1, which: 'lost' }, 'which'],
    [{ step: 1, limit: 10_001 }, 'limit'],
    [{ step: 1, offset: -1 }, 'offset'],
  ] as const) {
    const { status, body } = await open.call('POST', '/v1/reports/funnel/rows', { steps: STEPS, ...more })
    expect([status, body.error.field]).toEqual([400, field])
  }
})

it('never lists who was erased, and says how many of the number they are', async () => {
  await using open = await openApp({ clock: () => NOON })
  const events = ['mari', 'ken'].map((user) => happened('Import', user, 'acme', NOON - DAY))
  await send(open, ...events)
  expect((await open.call('DELETE', '/v1/users/mari')).status).toBe(200)
  for (const kept of [false, true]) {
    if (kept) await followTracks(open.deps.store, 1)
    const answer = await rows(open, { step: 1, by: 'user' })
    expect([answer.rows.map(({ id }) => id), answer.total, answer.erased]).toEqual([['ken'], 1, 1])
    const report = await open.call('POST', '/v1/reports/funnel', { steps: STEPS, by: 'user' })
    expect(report.body.steps[0].reached).toBe(2)
  }
})

it('lists those whom the report counts, page by page and each once, from the log and from the columns', { timeout: 60_000 }, async () => {
  const event = fc.record({
    event: fc.constantFrom(...NAMES),
    who: fc.integer({ min: 0, max: 6 }),
    hours: fc.integer({ min: 0, max: 60 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), fc.boolean(), async (all, kept) => {
      await using open = await openApp({ clock: () => NOON })
      const at = (hours: number) => NOON - 3 * DAY + hours * HOUR
      await send(open, ...all.map(({ event: name, who, hours }) => happened(name, `u-${who}`, `a-${who}`, at(hours))))
      if (kept) await followTracks(open.deps.store, 7)
      const { body } = await open.call('POST', '/v1/reports/funnel', { steps: STEPS, windowDays: 1 })
      const wanted = Array.from({ length: 7 }, (_, who) => {
        const own = all.filter((one) => one.who === who)
        const when: number[] = []
        const walk = { times: own.map(({ hours }) => at(hours)), steps: own.map((one) => 1 << NAMES.indexOf(one.event)) }
        const steps = furthest(walk, 3, DAY, { from: NOON - 30 * DAY, to: NOON }, (step, time) => (when[step] = time))
        return { id: `a-${who}`, steps, when }
      })
      for (const step of [1, 2, 3]) {
        const found: [string, number][] = []
        for (let offset = 0; offset < 8; offset += 2)
          found.push(...((await listed(open, { step, windowDays: 1, offset, limit: 2 })) as typeof found))
        expect(found).toHaveLength(body.steps[step - 1].reached)
        const due = wanted.filter(({ steps }) => steps >= step).map(({ id, when }) => [id, when[step - 1]])
        expect(new Map(found)).toEqual(new Map(due as [string, number][]))
        expect(found.map(([, time]) => time)).toEqual(found.map(([, time]) => time).toSorted((one, other) => other - one))
        const stopped = await listed(open, { step, windowDays: 1, which: 'stopped' })
        expect(new Set(stopped.map(([id]) => id))).toEqual(new Set(wanted.filter(({ steps }) => steps === step).map(({ id }) => id)))
        expect(stopped).toHaveLength(wanted.filter(({ steps }) => steps === step).length)
      }
    }),
    { numRuns: 25 },
  )
})

it('cuts pages as a sort of all would, whatever falls together', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.integer({ min: 0, max: 5 }), meant: fc.boolean() }), { maxLength: 30 }),
      fc.nat(12),
      fc.integer({ min: 1, max: 9 }),
      (all, offset, limit) => {
        const sorted = all
          .flatMap(({ at, meant }, one) => (meant ? [{ at, one }] : []))
          .toSorted((one, other) => other.at - one.at || one.one - other.one)
        const page = pageOf(
          (one) => all[one]?.meant === true,
          Float64Array.from(all, ({ at }) => at),
          offset,
          limit,
        )
        expect(page).toEqual({ total: sorted.length, who: sorted.slice(offset, offset + limit).map(({ one }) => one) })
      },
    ),
  )
})
