import { EVENTS, HELD_OUT, assignArm } from '@espalier/core'
import { expect, test } from 'vitest'
import { readDemoFiles } from './demo-files.ts'
import { SAMPLE_ACCOUNTS, sampleAccount } from './sample-account.ts'
import { sampleStory } from './sample-story.ts'

const NOW = Date.parse('2026-11-22T03:00:00Z')
const DAY = 86_400_000

const told = stories()

async function stories() {
  const { campaigns, settings } = await readDemoFiles()
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

test('offers of earlier months led to larger plans, most of which stayed', async () => {
  const earlier = (await told).filter(({ account }) => account.told < NOW)
  const bought = earlier.filter(({ purchases }) => purchases.length > 0)
  const gaveBack = bought.filter(({ account, purchases }) => purchases.at(-1)?.plan === account.plan)
  expect(earlier.length).toBeGreaterThan(60)
  expect(bought.length).toBeGreaterThan(10)
  expect(gaveBack.length).toBeGreaterThan(0)
  expect(gaveBack.length).toBeLessThan(bought.length / 2)
})
