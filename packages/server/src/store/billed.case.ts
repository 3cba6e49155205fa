import type { BillingStore, Movement, SubscriptionState } from './billing.ts'

/** Adds to the ledgers what a test says that was billed: states, oldest first, and movements as they stand. */
export async function bill(
  billing: BillingStore,
  told: { states?: readonly SubscriptionState[]; movements?: readonly Movement[] },
): Promise<void> {
  const { states = [], movements = [] } = told
  for (const state of states) await billing.addState(state)
  for (const account of new Set([...states, ...movements].map((one) => one.account))) {
    const ofAccount = <T extends { account: string }>(all: readonly T[]) => all.filter((one) => one.account === account)
    const newest = new Map([...(await billing.subscriptionsOf(account)), ...ofAccount(states)].map((one) => [one.subscription, one]))
    const ledger = [...(await billing.movementsOf(account)), ...ofAccount(movements)]
    await billing.saveLedger(account, { newest: [...newest.values()], openings: [], passed: [], movements: ledger })
  }
}
