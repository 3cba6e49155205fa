import { expect, it } from 'vitest'
import { NOON, send } from '../decisions/workspace.case.ts'
import { openAt } from '../reports/kept/history.case.ts'
import { reports } from '../reports/kept/reports.case.ts'
import { saveReports } from '../reports/prepare.ts'
import { openStore } from '../store/open.ts'

it('keeps nothing that was remembered before somebody was erased', async () => {
  await using open = await openAt({ now: NOON })
  const { store } = open.deps
  await send(open, { type: 'group', userId: 'mari', groupId: 'acme', traits: { name: 'Acme' } })
  // A server that has not kept anything yet when another one erases, and stops before anybody asks it again.
  const other = await openStore(store.database.location)
  await reports(other, NOON)
  expect((await open.call('DELETE', '/v1/accounts/acme')).status).toBe(200)
  await saveReports(other)
  await other.close()
  const next = await openStore(store.database.location)
  const said = await reports(next, NOON)
  await next.close()
  expect([said.includes('acme'), said.includes('Acme')]).toEqual([false, false])
})
