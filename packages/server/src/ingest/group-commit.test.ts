import { expect, it } from 'vitest'
import { NOON, openWorkspace } from '../decisions/workspace.case.ts'
import type { Store } from '../store/store.ts'
import { acceptEvent, type IncomingEvent } from './accept.ts'
import { createGroupCommit } from './group-commit.ts'

function event(messageId: string): IncomingEvent {
  const accepted = acceptEvent({ type: 'track', event: 'Report Exported', userId: 'mari', messageId }, { path: '', receivedAt: NOON })
  if ('rejected' in accepted) throw new Error(accepted.rejected.error?.message)
  return accepted.event
}

/** The store with a disk that cannot keep one certain event, and a count of its transactions. */
function spoiled(store: Store): { store: Store; transactions(): number } {
  let transactions = 0
  const transaction: Store['transaction'] = (work) => {
    transactions += 1
    return store.transaction((inner) =>
      work({
        ...inner,
        events: {
          ...inner.events,
          append: (events) => (events.some(({ id }) => id === 'poison') ? Promise.reject(new Error('disk')) : inner.events.append(events)),
        },
      }),
    )
  }
  return { store: { ...store, transaction }, transactions: () => transactions }
}

it('lets requests that come together share a transaction, and gives each its own results', async () => {
  await using open = await openWorkspace()
  const { store, transactions } = spoiled(open.deps.store)
  const commit = createGroupCommit(store)
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => commit([event(`m${index}`), event('same')])))
  expect(transactions()).toBe(1)
  expect(answers.map((results) => results.map(({ messageId }) => messageId))).toEqual(answers.map((_, index) => [`m${index}`, 'same']))
  expect(answers.flat().filter(({ status }) => status === 'accepted')).toHaveLength(11)
})

it('fails the one request that the database refuses, and keeps the others', async () => {
  await using open = await openWorkspace()
  const commit = createGroupCommit(spoiled(open.deps.store).store)
  const answers = await Promise.allSettled(['a', 'b', 'poison', 'c'].map((id) => commit([event(id)])))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(await open.deps.store.events.known(['a', 'b', 'poison', 'c'])).toEqual(new Set(['a', 'b', 'c']))
})

it('asks a database that takes nothing once for all who wait, not once for each', async () => {
  await using open = await openWorkspace()
  let transactions = 0
  const full: Store['transaction'] = () => {
    transactions += 1
    return Promise.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }))
  }
  const commit = createGroupCommit({ ...open.deps.store, transaction: full })
  const answers = await Promise.allSettled(['a', 'b', 'c'].map((id) => commit([event(id)])))
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(transactions).toBe(1)
})
