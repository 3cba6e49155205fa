import { campaign } from '@espalier/core/schema'
import type { Campaign } from '@espalier/core/schema'
import { expect, test } from 'vitest'
import type { Store } from './store.ts'

/** What every adapter of the campaign port keeps to. */
export function campaignsCases(open: () => Promise<Store>): void {
  test('keeps a published version as it was, whatever the draft becomes', async () => {
    const store = await open()
    await store.campaigns.saveDraft(sampleCampaign('near-limit', 'First'), 10)
    const first = await publish(store, 'near-limit', 20)
    await store.campaigns.saveDraft(sampleCampaign('near-limit', 'Second'), 30)
    expect(first).toMatchObject({ version: 1, publishedAt: 20, publishedBy: 'test' })
    expect((await store.campaigns.version('near-limit', 1))?.definition.name).toBe('First')
    expect(await store.campaigns.find('near-limit')).toMatchObject({
      version: 1,
      state: 'running',
      createdAt: 10,
      updatedAt: 30,
      draft: { name: 'Second' },
    })
    expect((await publish(store, 'near-limit', 40))?.version).toBe(2)
    expect((await store.campaigns.versions('near-limit')).map(({ version, definition }) => [version, definition.name])).toEqual([
      [2, 'Second'],
      [1, 'First'],
    ])
  })

  test('names the newest version of each published campaign, with its state', async () => {
    const store = await open()
    for (const id of ['b', 'a', 'draft']) await store.campaigns.saveDraft(sampleCampaign(id, id), 1)
    await publish(store, 'b', 2)
    await publish(store, 'b', 3)
    await publish(store, 'a', 4)
    await store.campaigns.setState('a', 'paused', 5)
    const live = await store.campaigns.live()
    expect(live.map(({ id, version, state }) => [id, version, state])).toEqual([
      ['a', 1, 'paused'],
      ['b', 2, 'running'],
    ])
    expect((await store.campaigns.list()).map(({ id }) => id)).toEqual(['a', 'b', 'draft'])
  })

  test('knows the seeds of published versions, and has another stamp after each change', async () => {
    const store = await open()
    await store.campaigns.saveDraft(sampleCampaign('a', 'A "seed": inside'), 1)
    const stamps = [await store.workspace.stamp()]
    await publish(store, 'a', 2)
    stamps.push(await store.workspace.stamp())
    await store.campaigns.saveDraft({ ...sampleCampaign('a', 'A'), seed: 'again' }, 3)
    await publish(store, 'a', 4)
    stamps.push(await store.workspace.stamp())
    await store.campaigns.setState('a', 'paused', 5)
    stamps.push(await store.workspace.stamp())
    expect(await store.campaigns.seeds()).toEqual(new Map([['a', new Map([[2, 'again']])]]))
    expect(new Set(stamps).size).toBe(4)
  })

  test('answers nothing about campaigns that it does not have', async () => {
    const store = await open()
    expect(await store.campaigns.find('none')).toBeUndefined()
    expect(await store.campaigns.version('none', 1)).toBeUndefined()
    expect(await store.campaigns.setState('none', 'paused', 1)).toBeUndefined()
    expect(await publish(store, 'none', 1)).toBeUndefined()
    expect(await store.campaigns.live()).toEqual([])
  })

  test('publishes as many versions as were asked for at the same time', async () => {
    const store = await open()
    await store.campaigns.saveDraft(sampleCampaign('busy', 'Busy'), 1)
    const published = await Promise.all([2, 3, 4, 5].map((at) => publish(store, 'busy', at)))
    expect(new Set(published.map((one) => one?.version))).toEqual(new Set([1, 2, 3, 4]))
  })
}

function publish(store: Store, id: string, at: number) {
  return store.transaction((inner) => inner.campaigns.publish(id, 'test', at))
}

/** A campaign that shows a card. */
export function sampleCampaign(id: string, name: string): Campaign {
  const words = { title: 'One seat left', body: 'Business adds seats.', action: { label: 'Compare plans' } }
  return campaign.parse({
    id,
    name,
    motion: 'upsell',
    problemSolved: 'The team runs out of seats.',
    widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
    cadence: { show: 'once' },
    goal: { kind: 'upgrade' },
  })
}
