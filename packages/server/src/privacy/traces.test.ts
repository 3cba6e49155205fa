import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NOON, iso, offer, question, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'
import { openAt } from '../reports/kept/history.case.ts'
import { saveReports } from '../reports/prepare.ts'
import { reports } from '../reports/kept/reports.case.ts'

const ID = 'q7-trace-of-mari'
const HOUR = 3_600_000

/** What a busy workspace hears of one person among others, with long texts, so that pages of the file split and are used again. */
function batches(): object[][] {
  const whom = { userId: ID, anonymousId: `${ID}-device`, context: { visit: 'v', page: { url: `https://x.example/${ID}` } } }
  const filler = (round: number) =>
    Array.from({ length: 60 }, (_, index) => ({
      type: 'track',
      event: 'Report Exported',
      messageId: `00000000-0000-4000-8000-${String(round * 100 + index).padStart(12, '0')}`,
      userId: `other-${index}`,
      context: { groupId: `team-${index % 7}` },
      properties: { text: 'x'.repeat(index * 9) },
    }))
  return Array.from({ length: 12 }, (_, round) => [
    { type: 'identify', messageId: `i-${round}`, ...whom, traits: { name: ID, round: 'y'.repeat(round * 70), email: `${ID}@example.com` } },
    { type: 'track', messageId: `t-${round}`, event: 'Report Exported', ...whom, properties: { of: ID, text: `by ${ID}` } },
    ...['exposure', 'shown', 'engaged', 'accepted', 'held-back'].map((what) => ({
      type: 'track',
      messageId: `${what}-${round}`,
      event: `espalier:${what}`,
      ...whom,
      properties: { campaign: 'offer', version: 1, gate: 'budget' },
    })),
    {
      type: 'track',
      messageId: `a-${round}`,
      event: 'espalier:answered',
      ...whom,
      properties: { campaign: 'nps', version: 1, score: 9, comment: `says ${ID}` },
    },
    ...filler(round),
  ])
}

/** How often a text stands in the files of a folder, whatever they are. */
async function hits(folder: string, text: string): Promise<number> {
  let found = 0
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) found += (await readFile(join(file.parentPath, file.name), 'latin1')).split(text).length - 1
  }
  return found
}

async function live(open: OpenApp, clock: { now: number }): Promise<void> {
  const { store } = open.deps
  await open.call('PUT', '/v1/hook', { url: 'https://hook.example/told' })
  for (const one of [offer({ lead: true, trigger: { on: 'server', event: 'Report Exported' } }), question()]) {
    await open.call('PUT', `/v1/campaigns/${one.id}`, one)
    await open.call('POST', `/v1/campaigns/${one.id}/publish`)
  }
  for (const batch of batches()) await send(open, ...batch)
  await open.call('POST', '/v1/boot', { userId: ID, anonymousId: `${ID}-device` }, { key: 'pk_test_demo' })
  await open.call('POST', '/v1/conversions', { conversions: [{ id: 'c', account: ID, at: iso(NOON) }] })
  const state = { id: 's', account: ID, at: iso(NOON - HOUR), status: 'active', plan: 'team', amount: 900 }
  await open.call('POST', '/v1/subscriptions', { subscriptions: [state] })
  await open.call('PUT', `/v1/leads/offer/${ID}`, { state: 'accepted' })
  await reports(store, clock.now)
  await saveReports(store)
}

it('leaves no byte of an id in any file, also when everything is sent again', { timeout: 60_000 }, async () => {
  const clock = { now: NOON }
  await using open = await openAt(clock)
  const { store } = open.deps
  const { folder } = store.database.location
  await live(open, clock)
  expect(await hits(folder, ID)).toBeGreaterThan(100)
  clock.now += HOUR
  expect((await open.call('DELETE', `/v1/users/${ID}`)).body).toEqual({ erased: true })
  for (const batch of batches()) for (const status of await send(open, ...batch)) expect(status).toBe('duplicate')
  const late = batches().flatMap((batch) =>
    batch.slice(0, 2).map((one, index) => ({ ...one, messageId: `late-${index}`, timestamp: iso(NOON) })),
  )
  for (const status of await send(open, ...late)) expect(status).toBe('rejected')
  await reports(store, clock.now)
  await saveReports(store)
  expect(await store.privacy.isSweepDue()).toBe(true)
  await store.privacy.sweep()
  expect(await store.privacy.isSweepDue()).toBe(false)
  expect(await hits(folder, ID)).toBe(0)
  // One forgotten row would be found.
  await store.database.db.insertInto('armed').values({ campaign_id: 'offer', account_id: ID, at: 1 }).execute()
  expect(await hits(folder, ID)).toBeGreaterThan(0)
})
