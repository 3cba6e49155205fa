import { HELD_OUT, TREATED } from '@espalier/core'
import { expect, test } from 'vitest'
import type { Store } from './store.ts'

/** What every adapter of the port of leads keeps to. */
export function leadCases(open: () => Promise<Store>): void {
  test('knows who accepted first and when, but nobody of the hold-out', async () => {
    const { exposures, leads } = await open()
    const met = (account: string, at: number, arm: string = TREATED, campaign = 'talk') => ({
      campaign,
      version: 1,
      account,
      person: `p-${account}`,
      arm,
      at,
    })
    await exposures.accepted([
      met('late', 50),
      met('early', 30),
      met('late', 40),
      met('out', 10, HELD_OUT),
      met('else', 5, TREATED, 'other'),
    ])
    await exposures.engaged([met('only-looks', 1)])
    expect(await leads.passed(['talk'])).toEqual([
      { campaign: 'talk', account: 'early', person: 'p-early', at: 30 },
      { campaign: 'talk', account: 'late', person: 'p-late', at: 40 },
    ])
    expect(await leads.passed([])).toEqual([])
  })

  test('knows the orders that name their campaign, and no conversion without money', async () => {
    const { exposures, leads } = await open()
    await exposures.convert([
      { id: '1', account: 'a', campaign: 'talk', at: 9, mrr: 100, currency: 'USD' },
      { id: '2', account: 'b', campaign: 'talk', at: 7, value: 5, currency: 'USD' },
      { id: '3', account: 'c', campaign: 'talk', at: 8 },
      { id: '4', account: 'd', at: 8, mrr: 100, currency: 'USD' },
    ])
    expect(await leads.orders(['talk'])).toEqual([
      { campaign: 'talk', account: 'b', at: 7 },
      { campaign: 'talk', account: 'a', at: 9 },
    ])
    expect(await leads.orders([])).toEqual([])
  })

  test('keeps the last plan of each lead, and lets one of a visitor pass to the person, unless there is one of the person already', async () => {
    const { exposures, leads } = await open()
    const plan = { side: 'cs', cs: 'Mari', dueOn: '2026-11-30', at: 5, author: 'mari' } as const
    await leads.plan({ ...plan, campaign: 'talk', account: 'visitor', sales: 'Ken', nextStep: 'Call' })
    await leads.plan({ ...plan, campaign: 'talk', account: 'visitor' })
    await leads.plan({ ...plan, campaign: 'call', account: 'visitor' })
    await leads.plan({ campaign: 'call', account: 'person', side: 'sales', at: 6, author: 'ken' })
    await exposures.adopt('visitor', 'person')
    const ofCall = { campaign: 'call', account: 'person', side: 'sales', at: 6, author: 'ken' }
    expect(await leads.plans()).toEqual([ofCall, { ...plan, campaign: 'talk', account: 'person' }])
    expect(await leads.plans({ campaign: 'call', account: 'person' })).toEqual([ofCall])
  })

  test('keeps every change of a lead in its order, those of a visitor with those of the person that it turned out to be', async () => {
    const { exposures, leads } = await open()
    const change = { campaign: 'talk', at: 5, author: 'mari' } as const
    const toCs = { field: 'side', before: 'sales', after: 'cs' } as const
    const noStep = { field: 'nextStep', before: 'Call', after: null } as const
    await leads.note({ ...change, account: 'visitor', changes: [noStep, toCs] })
    await leads.note({ ...change, account: 'person', changes: [toCs] })
    await leads.note({ ...change, account: 'person', changes: [] })
    await leads.note({ ...change, account: 'else', changes: [noStep] })
    await leads.note({ ...change, campaign: 'call', account: 'person', changes: [noStep] })
    await exposures.adopt('visitor', 'person')
    expect(await leads.history({ campaign: 'talk', account: 'person' })).toEqual([
      { ...change, account: 'person', changes: [toCs] },
      { ...change, account: 'person', changes: [toCs, noStep] },
    ])
    expect(await leads.history({ campaign: 'talk', account: 'visitor' })).toEqual([])
  })

  test('lets a word on a visitor pass to the person, unless there is one on the person already', async () => {
    const { exposures, leads } = await open()
    const word = { said: 'accepted', at: 5, author: 'mari' } as const
    await leads.say({ ...word, campaign: 'talk', account: 'visitor' })
    await leads.say({ ...word, campaign: 'call', account: 'visitor', at: 6 })
    await leads.say({ ...word, campaign: 'call', account: 'person', said: 'won' })
    await exposures.adopt('visitor', 'person')
    await exposures.adopt('visitor', 'person')
    expect(await leads.words()).toEqual([
      { ...word, campaign: 'call', account: 'person', said: 'won' },
      { ...word, campaign: 'talk', account: 'person' },
    ])
  })

  test('keeps the last word on each lead until it is taken back, and renews the stamp each time', async () => {
    const { leads, workspace } = await open()
    const one = { campaign: 'talk', account: 'a', said: 'rejected', reason: 'Too small', at: 5, author: 'mari' } as const
    const stamps = [await workspace.stamp()]
    await leads.say(one)
    stamps.push(await workspace.stamp())
    await leads.say({ campaign: 'talk', account: 'b', said: 'accepted', at: 6, author: 'mari' })
    await leads.say({ campaign: 'talk', account: 'a', said: 'won', at: 7, author: 'ken' })
    expect(await leads.words()).toEqual([
      { campaign: 'talk', account: 'a', said: 'won', at: 7, author: 'ken' },
      { campaign: 'talk', account: 'b', said: 'accepted', at: 6, author: 'mari' },
    ])
    await leads.unsay('talk', 'a')
    stamps.push(await workspace.stamp())
    expect(await leads.words()).toEqual([{ campaign: 'talk', account: 'b', said: 'accepted', at: 6, author: 'mari' }])
    expect(new Set(stamps).size).toBe(3)
  })
}
