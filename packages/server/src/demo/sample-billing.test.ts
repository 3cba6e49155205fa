import { expect, test } from 'vitest'
import { readDemoFiles } from './demo-files.ts'
import { FORMER_ACCOUNTS, SAMPLE_ACCOUNTS, sampleAccount } from './sample-account.ts'
import { sampleBilling, sampleChanges } from './sample-billing.ts'

const NOW = Date.parse('2026-11-22T03:00:00Z')
const MONTH = 30 * 86_400_000

function raise(id: string): never {
  throw new Error(`no plan ${id}`)
}

const accounts = Array.from({ length: SAMPLE_ACCOUNTS + FORMER_ACCOUNTS }, (_, index) => sampleAccount(index, NOW))

test('an account ends its past on the plan that it has, or on none where it left, before the month that is told', () => {
  for (const account of accounts) {
    const steps = sampleBilling(account)
    const times = steps.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect([times[0], steps.at(-1)?.plan]).toEqual([account.since, account.left === undefined ? account.plan : undefined])
    expect(times.at(-1)).toBeLessThan(account.told - MONTH)
  }
})

test('the year has growth, smaller plans, leaving and coming back', () => {
  const seen = new Set<string>()
  for (const account of accounts) {
    for (const [index, { plan }] of sampleBilling(account).entries()) {
      const before = sampleBilling(account)[index - 1]
      seen.add(index === 0 ? 'new' : plan === undefined ? 'left' : before?.plan === undefined ? 'back' : `${before.plan} to ${plan}`)
    }
  }
  expect([...seen].toSorted()).toEqual(['back', 'left', 'new', 'starter to team', 'team to business', 'team to starter'])
})

test('whoever comes back has a subscription of its own, and every change tells what was before', async () => {
  const { catalog } = await readDemoFiles()
  const planOf = (id: string) => catalog.plans.find((one) => one.id === id) ?? raise(id)
  for (const account of accounts) {
    let number = 1
    let plans: readonly unknown[] = []
    for (const change of sampleChanges(account, [], planOf)) {
      const begins = change.type === 'customer.subscription.created'
      expect([change.number ?? 1, begins]).toEqual([number, plans.length === 0])
      expect(change.before ?? plans).toEqual(plans)
      expect(change.before !== undefined).toBe(change.type === 'customer.subscription.updated')
      const ends = change.type === 'customer.subscription.deleted'
      plans = ends ? [] : change.plans
      if (ends) number += 1
    }
  }
})
