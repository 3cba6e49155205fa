import { EVENTS } from '@espalier/core'
import { expect, test } from 'vitest'
import { NOON, offer, openWorkspace, send } from '../decisions/workspace.case.ts'

const ACCOUNTS = 120
const DECIDED = { campaign: 'offer', version: 1 }
const HELD_BACK: [event: string, properties: object] = [EVENTS.heldBack, { ...DECIDED, campaign: 'other', gate: 'care' }]
const SEEN: [event: string, properties: object][] = [[EVENTS.exposure, DECIDED], HELD_BACK, ['Report Exported', {}]]
const EARLIER = new Date(NOON - 3_600_000).toISOString()
const FUNNEL = {
  steps: [{ event: 'Report Exported' }, { event: 'Report Printed' }],
  step: 1,
  from: new Date(NOON - 86_400_000).toISOString(),
}

test.each([
  ['GET', '/v1/reports/campaigns/offer/accounts', undefined],
  ['GET', '/v1/reports/held-back/accounts', undefined],
  ['GET', '/v1/reports/features/accounts?feature=exports&which=using', undefined],
  ['POST', '/v1/reports/funnel/rows', FUNNEL],
] as const)('%s %s lists the first hundred, and all rows in a file, unless a number is named', async (method, path, body) => {
  await using open = await openWorkspace(offer(), offer({ id: 'other', name: 'Other' }))
  const accounts = Array.from({ length: ACCOUNTS }, (_, number) => `account-${number}`)
  for (const [event, properties] of SEEN)
    await send(
      open,
      ...accounts.map((groupId) => ({
        type: 'track',
        userId: `of-${groupId}`,
        timestamp: EARLIER,
        event,
        properties,
        context: { groupId },
      })),
    )
  const linesOf = async (query: string, more = {}): Promise<number> => {
    const address = `${path}${path.includes('?') ? '&' : '?'}format=csv${query}`
    const table = await open.call(method, address, body && { ...body, ...more })
    return (table.body as string).trimEnd().split('\r\n').length - 1
  }
  const listed = await open.call(method, path, body)
  expect([(listed.body.accounts ?? listed.body.rows).length, listed.body.total]).toEqual([100, ACCOUNTS])
  expect(await linesOf('')).toBe(ACCOUNTS)
  expect(await (body ? linesOf('', { limit: 7 }) : linesOf('&limit=7'))).toBe(7)
})
