import { readFile, readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { openApp, type OpenApp } from '../open-app.case.ts'
import { checkFiles } from './check-files.ts'

const words = { title: 'One seat left', body: 'Business adds seats.', action: { label: 'Compare plans' } }
const SEATS = {
  id: 'seats',
  name: 'Seats',
  motion: 'seats',
  problemSolved: 'The team runs out of seats.',
  widget: { kind: 'card', slot: 'top', content: { en: words, ja: words } },
  cadence: { show: 'once' },
  goal: { kind: 'upgrade' },
}

describe('a campaign', () => {
  test('is saved as a draft with its defaults, published, paused and published again', async () => {
    await using open = await openApp({ clock: () => Date.UTC(2026, 10, 22) })
    const saved = await open.call('PUT', '/v1/campaigns/seats', { ...SEATS, owner: ' Mori ' })
    expect(saved.body).toMatchObject({
      id: 'seats',
      state: 'draft',
      version: 0,
      draft: { ...SEATS, owner: 'Mori', priority: 100, holdout: { share: 0 } },
    })
    expect((await open.call('POST', '/v1/campaigns/seats/publish')).body).toMatchObject({
      id: 'seats',
      version: 1,
      publishedAt: '2026-11-22T00:00:00.000Z',
    })
    expect((await open.call('POST', '/v1/campaigns/seats/state', { state: 'paused' })).body).toMatchObject({ state: 'paused' })
    await open.call('PUT', '/v1/campaigns/seats', { ...SEATS, name: 'More seats' })
    expect((await open.call('POST', '/v1/campaigns/seats/publish')).body.version).toBe(2)
    expect((await open.call('GET', '/v1/campaigns/seats/versions/1')).body.definition.name).toBe('Seats')
    expect(
      (await open.call('GET', '/v1/campaigns/seats/versions')).body.versions.map(({ version }: { version: number }) => version),
    ).toEqual([2, 1])
    const { campaigns } = (await open.call('GET', '/v1/campaigns')).body
    expect(campaigns).toEqual([
      expect.objectContaining({
        id: 'seats',
        name: 'More seats',
        motion: 'seats',
        kind: 'card',
        state: 'running',
        version: 2,
        seen14d: 0,
        arms: [],
        owner: null,
      }),
    ])
  })

  test('names the field that is wrong, and changes nothing', async () => {
    await using open = await openApp()
    const wrong = { ...SEATS, widget: { ...SEATS.widget, content: { en: words, ja: { ...words, title: '' } } } }
    const { status, body } = await open.call('PUT', '/v1/campaigns/seats', wrong)
    expect([status, body.error.code, body.error.field]).toEqual([400, 'invalid-campaign', 'widget.content.ja.title'])
    expect((await open.call('GET', '/v1/campaigns/seats')).body.error.code).toBe('campaign-unknown')
  })

  test.each([
    ['a list', [], ''],
    ['an unknown field', { ...SEATS, prority: 1 }, 'prority'],
    ['an unknown motion', { ...SEATS, motion: 'push' }, 'motion'],
    ['an unknown fact', { ...SEATS, audience: { $and: [{ 'acount.plan': 'team' }] } }, 'audience.$and[0].acount.plan'],
    ['another id than the address', { ...SEATS, id: 'other' }, 'id'],
    ['an owner without a name', { ...SEATS, owner: ' ' }, 'owner'],
    ['no problem', { ...SEATS, problemSolved: 'money' }, 'problemSolved'],
  ])('refuses %s', async (_, body, field) => {
    await using open = await openApp()
    const answer = await open.call('PUT', '/v1/campaigns/seats', body)
    expect(answer.status).toBe(400)
    expect(answer.body.error.field ?? '').toBe(field)
  })

  test('lists every wrong field, so that an editor can mark all of them', async () => {
    await using open = await openApp()
    const { body } = await open.call('PUT', '/v1/campaigns/seats', { ...SEATS, name: '', priority: 1.5 })
    expect(body.error.issues.map(({ field }: { field: string }) => field)).toEqual(['name', 'priority'])
  })

  test('cannot run before it was published, and does not exist before it was saved', async () => {
    await using open = await openApp()
    await open.call('PUT', '/v1/campaigns/seats', SEATS)
    expect((await open.call('POST', '/v1/campaigns/seats/state', { state: 'running' })).body.error).toMatchObject({
      code: 'not-published',
      field: 'state',
    })
    expect((await open.call('POST', '/v1/campaigns/seats/state', { state: 'draft' })).body.error).toMatchObject({ field: 'state' })
    expect((await open.call('POST', '/v1/campaigns/none/publish')).status).toBe(404)
    expect((await open.call('GET', '/v1/campaigns/none/versions')).status).toBe(404)
    expect((await open.call('GET', '/v1/campaigns/seats/versions/1')).status).toBe(404)
    expect((await open.call('GET', '/v1/campaigns/seats/versions/one')).body.error.field).toBe('version')
  })
})

describe('a draft that is published again', () => {
  const publish = (open: OpenApp) => open.call('POST', '/v1/campaigns/seats/publish')

  test('makes no other version while nothing in it is another, in whatever order it is written', async () => {
    let now = Date.UTC(2026, 10, 22)
    await using open = await openApp({ clock: () => (now += 1000) })
    const audience = { 'user.role': 'admin', 'account.seats': 9 }
    await open.call('PUT', '/v1/campaigns/seats', { ...SEATS, audience })
    const first = (await publish(open)).body
    expect(first).toMatchObject({ version: 1, changed: true })
    const before = (await open.call('GET', '/v1/changes')).body
    const saved = await open.call('PUT', '/v1/campaigns/seats', { ...SEATS, audience: { 'account.seats': 9, 'user.role': 'admin' } })
    expect((await publish(open)).body).toEqual({ ...first, changed: false, updatedAt: saved.body.updatedAt })
    expect((await open.call('GET', '/v1/changes')).body).toEqual(before)
    await open.call('PUT', '/v1/campaigns/seats', { ...SEATS, audience: { 'user.role': 'owner' } })
    expect((await publish(open)).body).toMatchObject({ version: 2, changed: true })
  })

  test('runs again where it was paused', async () => {
    await using open = await openApp()
    await open.call('PUT', '/v1/campaigns/seats', SEATS)
    await publish(open)
    await open.call('POST', '/v1/campaigns/seats/state', { state: 'paused' })
    const { body } = await publish(open)
    expect(body).toMatchObject({ version: 1, changed: false })
    const known = encodeURIComponent(body.updatedAt)
    expect((await open.call('PUT', `/v1/campaigns/seats?ifUpdatedAt=${known}`, SEATS)).status).toBe(200)
    expect((await open.call('GET', '/v1/campaigns/seats')).body).toMatchObject({ version: 1, state: 'running' })
    const { changes } = (await open.call('GET', '/v1/changes?campaign=seats')).body
    expect(changes[0].differences).toEqual([{ field: 'state', before: '"paused"', after: '"running"' }])
  })
})

describe('a draft that two people write at once', () => {
  const save = (open: OpenApp, name: string, known?: string) =>
    open.call('PUT', `/v1/campaigns/seats${known === undefined ? '' : `?ifUpdatedAt=${encodeURIComponent(known)}`}`, { ...SEATS, name })

  test('keeps what the first of them saved, until the second says to save over it', async () => {
    let now = Date.UTC(2026, 10, 22)
    await using open = await openApp({ clock: () => (now += 1000) })
    const { updatedAt } = (await save(open, 'As both have read it')).body
    const first = await save(open, 'By the first', updatedAt)
    expect([first.status, first.body.draft.name]).toEqual([200, 'By the first'])
    const second = await save(open, 'By the second', updatedAt)
    expect([second.status, second.body.error.code]).toEqual([409, 'changed-meanwhile'])
    expect((await open.call('GET', '/v1/campaigns/seats')).body.draft.name).toBe('By the first')
    expect((await save(open, 'By the first again', first.body.updatedAt)).status).toBe(200)
    expect((await save(open, 'By the second')).body.draft.name).toBe('By the second')
  })

  test('names a time that is none, and saves what is new', async () => {
    await using open = await openApp()
    const { status, body } = await save(open, 'Seats', 'yesterday')
    expect([status, body.error.field]).toEqual([400, 'ifUpdatedAt'])
    expect((await save(open, 'Seats', '2026-11-22T00:00:00Z')).status).toBe(200)
  })
})

describe('checkFiles', () => {
  const folder = new URL('../../../../examples/plain-html/espalier/campaigns/', import.meta.url)

  test('is content with the campaigns of the demo', async () => {
    const files = (await readdir(folder)).map((name) => new URL(name, folder).pathname)
    expect(files.length).toBeGreaterThan(0)
    const { ok, lines } = await checkFiles(files)
    expect(lines.filter((line) => !line.endsWith(': ok'))).toEqual([])
    expect(ok).toBe(true)
  })

  test('names the file and what is wrong with it', async () => {
    const { ok, lines } = await checkFiles(['none.json', new URL('./route.ts', import.meta.url).pathname])
    expect(ok).toBe(false)
    expect(lines[0]).toBe('none.json: cannot be read')
    expect(lines[1]).toContain('route.ts: not valid JSON')
  })

  test('reads the same shape as the route', async () => {
    await using open = await openApp()
    for (const name of await readdir(folder)) {
      const text = await readFile(new URL(name, folder), 'utf8')
      const { id } = JSON.parse(text) as { id: string }
      expect((await open.call('PUT', `/v1/campaigns/${id}`, text)).status).toBe(200)
    }
  })
})
