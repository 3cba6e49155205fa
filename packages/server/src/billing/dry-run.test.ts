import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openApp } from '../open-app.case.ts'
import { dryRun } from './dry-run.ts'
import { takeSubscriptions } from './subscription-list.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000

/** States of a few accounts, mostly of their own subscriptions; some name that of another, an event twice, or nothing that can be billed. */
const told = fc
  .record({
    account: fc.integer({ min: 0, max: 39 }),
    other: fc.option(fc.integer({ min: 0, max: 39 }), { freq: 60 }),
    day: fc.integer({ min: -1, max: 60 }),
    quantity: fc.integer({ min: 0, max: 9 }),
    event: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 8 }),
    status: fc.constantFrom('active', 'active', 'past_due', 'canceled', 'asleep'),
  })
  .map(({ account, other, day, quantity, event, status }) => ({
    id: `sub_${other ?? account}`,
    account: `account-${account}`,
    at: new Date(NOW - day * DAY).toISOString(),
    status,
    price: 'seat',
    amount: 500,
    quantity,
    ...(event !== null && { event: `evt_${event}` }),
  }))

it('says of every list what taking it in whole comes to, and leaves nothing behind', async () => {
  await using open = await openApp({ clock: () => NOW })
  const { store } = open.deps
  const lists = fc.array(told, { minLength: 1, maxLength: 260, size: 'max' })
  const apart = lists.map((list) =>
    list.map((one) => ({ ...one, id: one.account.replace('account', 'sub'), event: `${one.account} ${one.at}` })),
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(lists, apart), async (list) => {
      const stamp = await store.billing.currencies()
      const tried = await dryRun(store, list, NOW)
      expect(await store.billing.currencies()).toEqual(stamp)
      const undone = new Error('undone')
      const whole: unknown[] = []
      const taking = store.transaction(async (inner) => {
        whole.push(...(await takeSubscriptions(inner, list, NOW)))
        throw undone
      })
      await expect(taking).rejects.toBe(undone)
      const withoutPlace = (results: readonly unknown[]) =>
        JSON.parse(JSON.stringify(results).replaceAll(/subscriptions\[\d+\]/g, 'subscriptions[]'))
      expect(withoutPlace(tried)).toEqual(withoutPlace(whole))
    }),
    { numRuns: 12 },
  )
  expect(await store.billing.movementsOf('account-1')).toEqual([])
}, 60_000)

it('lets others write between its accounts', async () => {
  await using open = await openApp({ clock: () => NOW })
  const { store } = open.deps
  const list = Array.from({ length: 1000 }, (_, index) => ({
    id: `sub_${index}`,
    account: `account-${index}`,
    at: new Date(NOW - DAY).toISOString(),
    status: 'active',
    price: 'seat',
    amount: 500,
  }))
  const order: string[] = []
  const trying = dryRun(store, list, NOW).then(() => order.push('tried'))
  const writing = store.workspace.noteOnce('written', 'meanwhile').then(() => order.push('written'))
  await Promise.all([trying, writing])
  expect(order).toEqual(['written', 'tried'])
})
