import { EVENTS, HELD_OUT, assignArm } from '@espalier/core'
import { expect, test } from 'vitest'
import { ANNOUNCEMENT, STOPPED_DAYS } from './announcement.ts'
import { readDemoFiles } from './demo-files.ts'
import { SAMPLE_ACCOUNTS, sampleAccount } from './sample-account.ts'
import { sampleStory } from './sample-story.ts'

const NOW = Date.parse('2026-11-22T03:00:00Z')
const DAY = 86_400_000

const told = stories()

async function stories() {
  const { campaigns: running, settings } = await readDemoFiles()
  const campaigns = [...running, ANNOUNCEMENT]
  return Array.from({ length: SAMPLE_ACCOUNTS }, (_, index) => {
    const account = sampleAccount(index, NOW)
    return { account, campaigns, settings, ...sampleStory(account, campaigns, settings, NOW) }
  })
}

test('tells the same month each time', async () => {
  expect(await stories()).toEqual(await told)
})

test('a held-out account meets a campaign and sees nothing of it', async () => {
  let heldOut = 0
  for (const { account, campaigns, settings, events } of await told) {
    for (const campaign of campaigns.filter((one) => assignArm(one, account.id, settings) === HELD_OUT)) {
      const names = events.filter((one) => one.properties?.['campaign'] === campaign.id).map((one) => one.event)
      expect(names.filter((name) => name !== EVENTS.exposure && name !== EVENTS.heldBack)).toEqual([])
      heldOut += names.includes(EVENTS.exposure) ? 1 : 0
    }
  }
  expect(heldOut).toBeGreaterThan(100)
})

test('everything happens within a month that is told and the last one, and every event has an id of its own', async () => {
  const all = await told
  const events = all.flatMap((one) => one.events)
  expect(new Set(events.map((one) => one.messageId)).size).toBe(events.length)
  for (const { account, events: own } of all) {
    const times = own.map((one) => Date.parse(one.timestamp))
    expect(Math.min(...times)).toBeGreaterThan(account.told - 30 * DAY)
    expect(Math.max(...times)).toBeLessThan(NOW)
    const campaigns = own.filter((one) => one.properties?.['campaign'] !== undefined).map((one) => Date.parse(one.timestamp))
    expect(Math.max(0, ...campaigns)).toBeLessThan(account.told)
  }
})

test('months that are over have enough accounts in the hold-out for a verdict, whatever day it is today', async () => {
  // The last month ended 31 days ago at most, and an account counts once its two weeks are over.
  const before = NOW - (31 + 14) * DAY
  const heldOut = new Set<string>()
  const bought = new Set<string>()
  for (const { account, campaigns, events, purchases } of await told) {
    for (const { id } of campaigns.filter(({ motion }) => motion === 'upsell')) {
      const met = events.find(({ event, properties }) => event === EVENTS.exposure && properties?.['campaign'] === id)
      const at = met?.properties?.['heldOut'] === true ? Date.parse(met.timestamp) : Infinity
      if (at < before) heldOut.add(account.id)
      if (at < before && purchases.some((one) => one.at >= at && one.at < at + 14 * DAY)) bought.add(account.id)
    }
  }
  expect(heldOut.size).toBeGreaterThan(100)
  expect(bought.size).toBeGreaterThan(5)
})

test('nobody met the announcement after the guardrail stopped it', async () => {
  const times = (await told).flatMap(({ events }) =>
    events.flatMap(({ properties, timestamp }) => (properties?.['campaign'] === ANNOUNCEMENT.id ? Date.parse(timestamp) : [])),
  )
  expect(times.length).toBeGreaterThan(100)
  expect(Math.max(...times)).toBeLessThan(NOW - STOPPED_DAYS * DAY)
})

test('offers of earlier months led to larger plans, most of which stayed', async () => {
  const earlier = (await told).filter(({ account }) => account.told < NOW)
  const bought = earlier.filter(({ purchases }) => purchases.length > 0)
  const gaveBack = bought.filter(({ account, purchases }) => purchases.at(-1)?.plan === account.plan)
  expect(earlier.length).toBeGreaterThan(60)
  expect(bought.length).toBeGreaterThan(10)
  expect(gaveBack.length).toBeGreaterThan(0)
  expect(gaveBack.length).toBeLessThan(bought.length / 2)
})
