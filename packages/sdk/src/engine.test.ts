// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { addToCounter, createCounter, EVENTS, hash } from '@espalier/core'
import { expect, test } from 'vitest'
import { useHostPage } from './testing/host-page.ts'
import { CARD, MODAL, sampleBoot, SURVEY } from './testing/sample-boot.ts'

const host = useHostPage()

test('shows a card in its slot, records what happens to it, and never shows it again after an answer', async () => {
  host.server.boot = sampleBoot([CARD])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const client = await host.startReady({ locale: 'ja' })
  const told: string[] = []
  client.on('offer:shown', ({ campaign }) => told.push(`shown ${campaign}`))
  client.on('offer:dismissed', ({ how }) => told.push(how))
  await host.settle(client)
  expect(host.screen).toMatchObject([{ kind: 'card', place: 'top', campaign: 'near-limit', version: 1, arm: 'treated' }])
  host.report({ type: 'shown' })
  host.report({ type: 'shown' })
  host.report({ type: 'engaged' })
  host.report({ type: 'dismissed', how: 'not-now' })
  host.report({ type: 'accepted' })
  await client.flush()
  expect(host.names()).toEqual(['espalier:exposure', 'espalier:shown', 'espalier:engaged', 'espalier:dismissed'])
  const [exposure, ...others] = [...host.server.stored.values()]
    .filter(({ event }) => event !== EVENTS.view)
    .map(({ properties }) => properties)
  expect(exposure).toMatchObject({ campaign: 'near-limit', version: 1, heldOut: false })
  for (const other of others) expect(other?.['decision']).toBe(exposure?.['decision'])
  expect(told).toEqual(['shown near-limit', 'not-now'])

  // The server's answer is still the old one: what happened here is remembered over a reload.
  client.shutdown()
  host.server.fault = { cut: 'before' }
  host.screen = []
  const next = await host.startReady()
  await host.settle(next)
  expect(await next.explain()).toMatchObject([{ campaign: 'near-limit', verdict: 'blocked', reasons: [{ code: 'quiet-not-now' }] }])
  expect(host.screen).toEqual([])
})

test('records a held-out account at the same moment and shows nothing', async () => {
  host.server.boot = sampleBoot([{ ...CARD, holdout: { share: 0.9 } }])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const client = host.start()
  const account = Array.from({ length: 50 }, (_, index) => `acct_${index}`).find((id) => (hash('holdout:near-limit', id, 2) ?? 1) < 0.9)
  client.group(account ?? '')
  host.clock.advance(0)
  await host.server.until(() => host.server.boots.length === 1)
  await client.flush()
  await host.settle(client)
  client.track('Anything')
  await host.settle(client)
  await client.flush()
  expect(host.names().filter((name) => name?.startsWith('espalier:'))).toEqual(['espalier:exposure'])
  expect([...host.server.stored.values()].find(({ event }) => event === 'espalier:exposure')?.properties).toMatchObject({
    heldOut: true,
    variant: 'held-out',
  })
  expect(host.screen).toEqual([])
})

test('asks after the third export, and not in the first seconds of a page', async () => {
  const boot = sampleBoot([SURVEY])
  host.server.boot = { ...boot, settings: { ...boot.settings, budget: { ...boot.settings.budget, quietFirstSeconds: 30 } } }
  const client = await host.startReady()
  client.track('Report Exported')
  client.track('Report Exported')
  await host.settle(client)
  expect(await client.explain()).toMatchObject([{ verdict: 'blocked' }])
  client.track('Report Exported')
  await host.settle(client)
  expect(host.screen).toEqual([])
  host.clock.advance(30_000)
  await client.explain()
  expect(host.screen).toMatchObject([{ kind: 'nps', place: 'interruption' }])
  const answers: number[] = []
  client.on('survey:answered', ({ score }) => answers.push(score))
  host.report({ type: 'shown' })
  host.report({ type: 'answered', score: 9, comment: 'Fast.' })
  await client.flush()
  expect(answers).toEqual([9])
  expect([...host.server.stored.values()].at(-1)).toMatchObject({ event: 'espalier:answered', properties: { score: 9, comment: 'Fast.' } })
})

test('tells once a visit that care held a campaign back', async () => {
  host.server.boot = sampleBoot([CARD], { facts: { plan: {}, survey: { nps: { score: 3, daysSince: 2 } }, campaign: {} } })
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const client = await host.startReady()
  await host.settle(client)
  client.track('Anything')
  await host.settle(client)
  await client.flush()
  expect(host.names()).toEqual(['espalier:held-back', 'Anything'])
  expect([...host.server.stored.values()].find(({ event }) => event === EVENTS.heldBack)?.properties).toEqual({
    campaign: 'near-limit',
    version: 1,
    gate: 'care',
  })
})

test('takes a widget away with its slot, and shows it again in a new one', async () => {
  host.server.boot = sampleBoot([CARD])
  const client = await host.startReady()
  await host.settle(client)
  expect(host.screen).toEqual([])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  await Promise.resolve()
  await host.settle(client)
  expect(host.screen).toHaveLength(1)
  document.body.innerHTML = ''
  await Promise.resolve()
  await host.settle(client)
  expect(host.screen).toEqual([])
})

test('waits for the answer about a new person, and decides then about what happened meanwhile', async () => {
  host.server.boot = sampleBoot([SURVEY])
  const client = await host.startReady()
  await host.settle(client)
  host.server.boot = sampleBoot([SURVEY], {
    counters: { 'Report Exported': addToCounter(createCounter(), host.clock.now(), 3) },
  })
  client.identify('u_1')
  client.track('Report Exported')
  await host.settle(client)
  await host.server.until(() => host.server.boots.length === 2)
  await client.flush()
  await host.settle(client)
  expect(host.screen).toMatchObject([{ kind: 'nps' }])
})

test('records what the page is like, once a change, and decides at that moment', async () => {
  const boot = sampleBoot([CARD])
  host.server.boot = { ...boot, settings: { ...boot.settings, budget: { ...boot.settings.budget, quietFirstSeconds: 30 } } }
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const client = await host.startReady()
  await host.settle(client)
  client.track('Anything')
  document.body.append('more')
  await Promise.resolve()
  await host.settle(client)
  await client.flush()
  const [view, ...more] = host.views()
  expect(more).toEqual([])
  expect(view).toMatchObject({
    context: { visit: expect.any(String), locale: 'en', page: { path: '/' } },
    properties: { asOf: boot.at, openFor: 50, places: ['top'], visible: ['top'], device: 'desktop', consent: false },
  })
  expect(host.server.boots[0]).toMatchObject({ zone: view?.properties?.['zone'] })
  const exposure = [...host.server.stored.values()].find(({ event }) => event === EVENTS.exposure)
  expect([exposure?.timestamp, exposure?.context?.visit]).toEqual([view?.timestamp, view?.context?.visit])

  // The first seconds are over, and then another slot comes.
  host.clock.advance(29_950)
  document.body.insertAdjacentHTML('beforeend', '<espalier-slot name="side"></espalier-slot>')
  await Promise.resolve()
  await host.settle(client)
  await client.flush()
  expect(host.views().map(({ properties }) => [properties?.['openFor'], properties?.['places']])).toEqual([
    [50, ['top']],
    [30_000, ['top']],
    [30_200, ['top', 'side']],
  ])
})

test('records views where no campaign runs, too, and none without consent', async () => {
  const client = await host.startReady({ consent: 'granted' })
  host.clock.advance(50)
  await client.flush()
  expect(host.views()).toMatchObject([{ properties: { consent: true, places: [] } }])
  client.shutdown()
  const denied = host.start({ consent: 'denied' })
  host.clock.advance(1000)
  await denied.flush()
  expect(host.views()).toHaveLength(1)
})

test('waits for a delay over a reload, asks everything again when it is over, and does so once', async () => {
  host.server.boot = sampleBoot([{ ...CARD, trigger: { on: 'event', event: 'Saved', delaySeconds: 60 } }])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const client = await host.startReady()
  client.track('Saved')
  await host.settle(client)
  expect(host.screen).toEqual([])
  client.shutdown()
  host.clock.advance(30_000)
  const next = await host.startReady()
  await host.settle(next)
  expect(host.screen).toEqual([])
  host.clock.advance(30_000)
  await host.settle(next)
  expect(host.screen).toMatchObject([{ campaign: 'near-limit' }])
  host.report({ type: 'dismissed', how: 'closed' })
  host.clock.advance(90_000)
  await host.settle(next)
  await next.flush()
  expect(host.names().filter((name) => name === EVENTS.asked)).toHaveLength(1)
  expect(host.screen).toHaveLength(1)
})

test('shows a campaign that the code asks for, and records that it was asked for', async () => {
  host.server.boot = sampleBoot([{ ...CARD, trigger: { on: 'code' } }])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const client = await host.startReady()
  await host.settle(client)
  expect(host.screen).toEqual([])
  expect([await client.show('nobody'), await client.show('near-limit')]).toEqual([false, true])
  await client.flush()
  expect(host.names()).toEqual(['espalier:asked', 'espalier:exposure'])
})

test('tells the other tabs what was answered', async () => {
  host.server.boot = sampleBoot([CARD])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const first = await host.startReady()
  await host.settle(first)
  const second = await host.startReady()
  await host.settle(second)
  expect(host.screen).toHaveLength(2)
  const gone = new Promise<void>((resolve) => {
    const before = host.screen.at(-1)
    const look = (): void => (host.screen.includes(before as never) ? void setImmediate(look) : resolve())
    look()
  })
  host.report({ type: 'dismissed', how: 'no' })
  await gone
  expect(await second.explain()).toMatchObject([{ reasons: [{ code: 'answered' }, { code: 'quiet-no' }] }])
})

test('of two tabs that decide at once, only the one that is first shows an interruption', async () => {
  host.server.boot = sampleBoot([MODAL])
  const first = await host.startReady()
  const second = await host.startReady()
  await host.settle(first)
  await host.settle(second)
  expect(host.screen).toHaveLength(2)
  const [shown, unseen] = host.screen
  shown?.report({ type: 'shown' })
  await expect.poll(() => host.screen).not.toContain(unseen)
  expect(host.screen).toEqual([shown])
})

test('an event tells what its page has heard of other tabs, and a view what its answer was moved on by', async () => {
  host.server.boot = sampleBoot([CARD])
  const first = await host.startReady()
  await host.settle(first)
  const second = await host.startReady()
  await host.settle(second)
  first.track('Saved')
  await first.flush()
  const saved = [...host.server.stored.values()].find(({ event }) => event === 'Saved')
  // A message between tabs takes its time: whatever is recorded after it tells of it.
  const heard = async () => {
    second.track('Opened')
    await second.flush()
    return [...host.server.stored.values()].flatMap(({ event, context }) =>
      event === 'Opened' && Array.isArray(context?.heard) ? context.heard : [],
    )
  }
  const run = [saved?.context?.visit, saved?.messageId, expect.any(Number), (saved?.seq ?? 0) + 1]
  await expect.poll(heard).toContainEqual(run)
  expect(host.views().map(({ context }) => context?.knows)).toContainEqual([])
})

test('gives a new visit to somebody else at the same screen, and keeps it for a visitor who signs in', async () => {
  const client = await host.startReady()
  client.track('Visitor')
  client.identify('u_1')
  client.track('One')
  client.reset()
  client.track('Somebody')
  await client.flush()
  const visits = [...host.server.stored.values()].map(({ context }) => context?.visit)
  expect([new Set(visits.slice(0, 3)).size, new Set(visits).size]).toEqual([1, 2])
})

test('says why in both languages, and what would have to change', async () => {
  host.server.boot = sampleBoot([{ ...CARD, audience: { 'limit.exports.ratio': { $gte: 0.8 } } }])
  document.body.innerHTML = '<espalier-slot name="top"></espalier-slot>'
  const client = await host.startReady()
  await host.settle(client)
  const [decision] = await client.explain()
  expect(decision).toMatchObject({
    campaign: 'near-limit',
    verdict: 'blocked',
    name: 'near-limit',
    motion: 'upsell',
    kind: 'card',
    state: 'running',
    rule: [{ pass: false }],
  })
  const [reason] = decision?.reasons ?? []
  expect([reason?.words.en, reason?.words.ja]).toEqual([expect.stringContaining('80'), expect.stringMatching(/[ぁ-ん]/)])
  expect([decision?.summary.ja, decision?.change[0]?.ja]).toEqual([expect.stringMatching(/[ぁ-ん]/), expect.stringMatching(/[ぁ-ん]/)])
})
