// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { afterEach, expect, test, vi } from 'vitest'
import type { ForwardedEvent } from './forward.ts'
import { useHostPage } from './testing/host-page.ts'
import { CARD, sampleBoot } from './testing/sample-boot.ts'

const host = useHostPage()
const page = globalThis as { analytics?: object; dataLayer?: object[] }
afterEach(() => {
  delete page.analytics
  delete page.dataLayer
})

const limits = ['Limit Near', 'Limit Reached']

test('a callback hears of an offer from first to last, by documented names', async () => {
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  host.server.boot = sampleBoot([CARD])
  const heard: ForwardedEvent[] = []
  const client = await host.startReady({ forward: (event) => heard.push(event) })
  await host.settle(client)
  host.report({ type: 'shown' })
  host.report({ type: 'engaged' })
  host.report({ type: 'accepted', url: '/plan' })
  await expect.poll(() => heard.map(({ event }) => event)).toEqual(['Offer Shown', 'Offer Engaged', 'Offer Accepted'])
  expect(heard[2]?.properties).toMatchObject({ campaign: CARD.id, kind: 'card', place: 'top', url: '/plan' })
})

test('an answer goes without what the person wrote', async () => {
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  host.server.boot = sampleBoot([CARD])
  const heard: ForwardedEvent[] = []
  const client = await host.startReady({ forward: (event) => heard.push(event) })
  await host.settle(client)
  host.report({ type: 'answered', score: 9, comment: 'Ask Mari, mari@example.com' })
  await expect.poll(() => heard.map(({ event }) => event)).toEqual(['Survey Answered'])
  expect(heard[0]?.properties).toMatchObject({ score: 9 })
  expect(JSON.stringify(heard)).not.toContain('Mari')
})

test('analytics and the data layer get limits that were met before the forwarding was fetched', async () => {
  const track = vi.fn<(event: string, properties: object) => void>()
  page.analytics = { track }
  const client = await host.startReady({ forward: 'analytics' })
  const other = await host.startReady({ forward: 'dataLayer' })
  for (const one of [client, other]) for (let times = 0; times < 4; times++) one.track('Report Exported')
  await expect.poll(() => track.mock.calls.map(([event]) => event)).toEqual(expect.arrayContaining(limits))
  expect(track).toHaveBeenCalledWith('Limit Near', { feature: 'exports', used: 8, limit: 10 })
  await expect.poll(() => page.dataLayer).toContainEqual({ event: 'Limit Near', espalier: { feature: 'exports', used: 8, limit: 10 } })
})

test('a destination that throws is reported as the page’s own error, one that is missing is nobody’s', async () => {
  const reported = vi.fn<(error: unknown) => void>()
  vi.stubGlobal('reportError', reported)
  const failure = new Error('the host’s')
  const broken = await host.startReady({
    forward: () => {
      throw failure
    },
  })
  const missing = await host.startReady({ forward: 'analytics' })
  for (const one of [broken, missing]) for (let times = 0; times < 4; times++) one.track('Report Exported')
  await expect.poll(() => reported.mock.calls.length).toBeGreaterThanOrEqual(2)
  expect(new Set(reported.mock.calls.map(([error]) => error))).toEqual(new Set([failure]))
  vi.unstubAllGlobals()
})

test('names an option that is no destination', () => {
  expect(() => host.start({ forward: 'ga' as 'analytics' })).toThrow('forward: expected analytics, dataLayer')
})
