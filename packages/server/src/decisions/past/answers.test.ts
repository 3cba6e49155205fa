import { expect, test } from 'vitest'
import { openPast, type Past } from '../backtest/past.case.ts'
import { offer } from '../workspace.case.ts'
import { loadTimeline } from '../world/timeline.ts'
import { readLog } from './log.ts'
import { createRecordedReplay, type Decided } from './replay-recorded.ts'

/** All that a replay of the log decides. */
async function replayed({ open }: Past): Promise<Decided[]> {
  const { store } = open.deps
  const replay = createRecordedReplay(await loadTimeline(store))
  const decided: Decided[] = []
  for await (const { events } of readLog(store, await store.events.last())) decided.push(...events.flatMap((one) => replay.take(one)))
  return decided
}

test.each([
  { tracked: ['Report Exported'], decided: ['treated'] },
  { tracked: ['Cancellation Started', 'Report Exported'], decided: [] },
])('an open page sells nothing any more after a cancellation began, live and replayed: $tracked', async ({ tracked, decided }) => {
  await using past = await openPast()
  const { call } = past.open
  await call('PUT', '/v1/campaigns/offer', offer({ trigger: { on: 'event', event: 'Report Exported' } }))
  await call('POST', '/v1/campaigns/offer/publish')
  past.now += 60_000
  await past.visit('mari', 'acme', tracked)
  expect((await replayed(past)).map(({ outcome }) => outcome)).toEqual(decided)
})
