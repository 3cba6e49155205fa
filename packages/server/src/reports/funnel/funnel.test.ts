import { funnelReport } from '@espalier/core/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { iso, NOON, send } from '../../decisions/workspace.case.ts'
import { openApp, type OpenApp } from '../../open-app.case.ts'
import { byHand } from './by-hand.case.ts'
import { furthest } from './walk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const happened = (event: string, userId: string, groupId: string, at: number, properties: object = {}) => ({
  type: 'track',
  event,
  userId,
  timestamp: iso(at),
  properties,
  context: { groupId },
})
const STEPS = [{ event: 'Import' }, { event: 'Invite' }, { event: 'Export' }]

async function ask(open: OpenApp, question: object) {
  const { status, body } = await open.call('POST', '/v1/reports/funnel', question)
  expect(status).toBe(200)
  return funnelReport.parse(body)
}
const reached = ({ steps }: Awaited<ReturnType<typeof ask>>) => steps.map((one) => one.reached)

describe('a funnel', () => {
  it('counts accounts or users by how far they came, in order and within the window', async () => {
    await using open = await openApp({ clock: () => NOON })
    const at = NOON - 10 * DAY
    await send(
      open,
      happened('Import', 'mari', 'acme', at),
      happened('Invite', 'ken', 'acme', at + HOUR),
      happened('Export', 'mari', 'acme', at + 2 * HOUR),
      // The other way round, and too late.
      happened('Invite', 'ana', 'globex', at),
      happened('Import', 'ana', 'globex', at + HOUR),
      happened('Invite', 'ana', 'globex', at + 4 * DAY),
    )
    const report = await ask(open, { steps: STEPS, windowDays: 3 })
    expect(report.steps).toEqual([
      { event: 'Import', reached: 2, ofFirst: 1, ofPrevious: null },
      { event: 'Invite', reached: 1, ofFirst: 0.5, ofPrevious: 0.5 },
      { event: 'Export', reached: 1, ofFirst: 0.5, ofPrevious: 1 },
    ])
    expect(reached(await ask(open, { steps: STEPS, windowDays: 3, by: 'user' }))).toEqual([2, 0, 0])
    expect(reached(await ask(open, { steps: STEPS, windowDays: 4 }))).toEqual([2, 2, 1])
  })

  it('counts those whose first step falls in the period, and what they did after it', async () => {
    await using open = await openApp({ clock: () => NOON })
    await send(
      open,
      happened('Import', 'a', 'early', NOON - 20 * DAY),
      happened('Import', 'b', 'right', NOON - 11 * DAY),
      happened('Invite', 'b', 'right', NOON - 9 * DAY),
      happened('Import', 'c', 'late', NOON - 10 * DAY),
    )
    const period = { from: iso(NOON - 12 * DAY), to: iso(NOON - 10 * DAY) }
    expect(reached(await ask(open, { steps: STEPS, ...period }))).toEqual([1, 1, 0])
    expect(reached(await ask(open, { steps: STEPS.slice(1), ...period }))).toEqual([0, 0])
  })

  it('looks at properties, takes late and repeated events once, and knows visitors as who they turned out to be', async () => {
    await using open = await openApp({ clock: () => NOON })
    const at = NOON - 5 * DAY
    const big = { ...happened('Import', 'mari', 'acme', at, { rows: 500 }), messageId: 'big' }
    await send(open, happened('Invite', 'mari', 'acme', at + HOUR))
    await send(open, big, big)
    await send(open, big, happened('Import', 'ken', 'globex', at, { rows: 5 }))
    await send(open, { type: 'track', event: 'Import', anonymousId: 'v1', timestamp: iso(at), properties: { rows: 900 } })
    await send(open, { type: 'identify', anonymousId: 'v1', userId: 'ana' })
    await send(open, { type: 'track', event: 'Invite', userId: 'ana', timestamp: iso(at + HOUR) })
    const steps = [{ event: 'Import', where: { rows: { $gte: 100 } } }, { event: 'Invite' }]
    expect(reached(await ask(open, { steps, by: 'user' }))).toEqual([2, 2])
    expect(reached(await ask(open, { steps }))).toEqual([2, 2])
    const twice = [{ event: 'Import' }, { event: 'Import' }]
    expect(reached(await ask(open, { steps: twice, by: 'user' }))).toEqual([3, 0])
  })

  it('says which field is wrong', async () => {
    await using open = await openApp({ clock: () => NOON })
    const refused = async (question: object) => {
      const { status, body } = await open.call('POST', '/v1/reports/funnel', question)
      return [status, body.error.field]
    }
    expect(await refused({ steps: [{ event: 'Import' }] })).toEqual([400, 'steps'])
    expect(await refused({ steps: [{ event: 'Import' }, { event: '' }] })).toEqual([400, 'steps[1].event'])
    expect(await refused({ steps: STEPS, from: iso(NOON), to: iso(NOON - DAY) })).toEqual([400, 'from'])
    expect(await refused({ steps: STEPS, windowDays: 0 })).toEqual([400, 'windowDays'])
  })
})

it('finds the way that goes furthest, whatever the order in which events came', () => {
  const event = fc.record({ at: fc.integer({ min: 0, max: 9 }), fits: fc.integer({ min: 0, max: 7 }) })
  fc.assert(
    fc.property(fc.array(event, { maxLength: 9 }), fc.integer({ min: 1, max: 6 }), (events, windowMs) => {
      const walk = { times: events.map(({ at }) => at), steps: events.map(({ fits }) => fits) }
      const inTime = events.toSorted((one, other) => one.at - other.at)
      expect(furthest(walk, 3, windowMs, { from: 0, to: 10 })).toBe(byHand(inTime, 3, { windowMs }))
    }),
  )
})
