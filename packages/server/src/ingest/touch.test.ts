import { expect, it } from 'vitest'
import { iso, NOON } from '../decisions/workspace.case.ts'
import { openApp } from '../open-app.case.ts'

const SECOND = 1000

it('says exactly when somebody was there first, and to the minute when last, in whatever batches it is told', async () => {
  const told = async (...batches: number[][]) => {
    await using open = await openApp({ clock: () => NOON })
    for (const seconds of batches) {
      const batch = seconds.map((after) => ({
        type: 'track',
        event: 'Report Exported',
        userId: 'mari',
        timestamp: iso(NOON - 3600 * SECOND + after * SECOND),
        context: { groupId: 'acme' },
      }))
      expect((await open.call('POST', '/v1/batch', { batch })).status).toBe(200)
    }
    const rows = [await open.call('GET', '/v1/users/mari'), await open.call('GET', '/v1/accounts/acme')]
    return rows.map(({ body: { firstSeenAt, lastSeenAt } }) =>
      [firstSeenAt, lastSeenAt].map((time) => (Date.parse(time) - NOON) / SECOND + 3600),
    )
  }
  const twice = (times: number[]) => [times, times]
  expect(await told([0], [3], [59])).toEqual(twice([0, 0]))
  expect(await told([0], [3], [60], [90])).toEqual(twice([0, 60]))
  expect(await told([0, 3, 60, 90, 130])).toEqual(twice([0, 130]))
  expect(await told([0, 3], [60, 90], [130])).toEqual(twice([0, 130]))
  expect(await told([5], [4], [3])).toEqual(twice([3, 5]))
})
