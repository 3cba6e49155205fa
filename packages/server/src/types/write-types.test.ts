import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type OpenApp, openApp } from '../open-app.case.ts'
import { writeTypes } from './write-types.ts'

const name = { en: 'Exports', ja: 'エクスポート' }
const words = { title: 'One seat left', body: 'Business adds seats.', action: { label: 'Compare plans' } }
const CATALOG = {
  features: [
    { id: 'exports', name, kind: 'metered', event: 'Report Exported', reset: 'month' },
    { id: 'analytics', name, kind: 'boolean' },
  ],
  plans: [],
}
const DEFINITIONS = {
  segments: [{ id: 'active', name: 'Active', audience: { 'accountEvent.Report Opened.count7d': { $gte: 3 } } }],
  events: [{ id: 'big-export', name: 'Big export', event: 'Report Exported', where: { rows: { $gte: 1000 } } }],
}
const CAMPAIGN = {
  id: 'exports',
  name: 'Exports',
  motion: 'upsell',
  problemSolved: 'The team runs out of exports.',
  widget: { kind: 'card', slot: 'reports-top', content: { en: words, ja: words } },
  audience: { 'event.big-export.count': { $gte: 1 }, 'event.v1.2 "Sent".count30d': { $gte: 1 }, 'user.role': 'admin' },
  trigger: { on: 'event', event: 'Schedule Opened' },
  cadence: { show: 'once' },
  goal: { kind: 'event', event: 'Plan Compared' },
}
const EXPECTED = [
  'features: "analytics" | "exports"',
  'metered: "exports"',
  'events: "Plan Compared" | "Report Exported" | "Report Opened" | "Schedule Opened" | "v1.2 \\"Sent\\"" | (string & {})',
  'slots: "reports-top" | (string & {})',
]

let folder: string
let out: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-types-'))
  out = join(folder, 'espalier.d.ts')
})
afterEach(() => rm(folder, { recursive: true }))

const written = async (): Promise<string[]> => {
  const [, inside = ''] = /catalogue: \{\n([\s\S]*?)\n {4}\}/.exec(await readFile(out, 'utf8')) ?? []
  return inside.split('\n').map((line) => line.trim())
}

/** The app on a port of its own. */
async function listen({ app }: OpenApp): Promise<{ url: string } & AsyncDisposable> {
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}

test('writes the names that a running server knows', async () => {
  await using open = await openApp()
  await using server = await listen(open)
  await open.call('PUT', '/v1/catalog', CATALOG)
  await open.call('PUT', '/v1/definitions', DEFINITIONS)
  expect((await open.call('PUT', '/v1/campaigns/exports', CAMPAIGN)).status).toBe(200)
  expect(await writeTypes({ out, url: server.url, key: 'sk_test_demo' })).toContain('features 2, events 5, slots 1')
  expect(await written()).toEqual(EXPECTED)
})

test('says in one line what is wrong with server or key', async () => {
  await using open = await openApp()
  const { url } = await (async () => {
    await using server = await listen(open)
    await expect(writeTypes({ out, url: server.url, key: 'sk_wrong' })).rejects.toThrow('refuses the key')
    return server
  })()
  await expect(writeTypes({ out, url, key: 'sk_test_demo' })).rejects.toThrow('does not answer')
  await expect(writeTypes({ out, url })).rejects.toThrow('expected --key')
})

describe('from files', () => {
  const demo = join(import.meta.dirname, '../../../../examples/plain-html/espalier')

  test('writes the names of a folder, or of a catalogue alone', async () => {
    await writeTypes({ out, from: demo, url: '' })
    expect(await written()).toContain('slots: "report-aside" | "reports-top" | (string & {})')
    await writeTypes({ out, from: join(demo, 'catalog.json'), url: '', strict: true })
    expect(await written()).toEqual([
      'features: "analytics" | "exports" | "scheduled-reports" | "seats"',
      'metered: "exports" | "seats"',
      'events: "Analytics Opened" | "Report Exported"',
      'slots: never',
    ])
  })

  test('tells whether the file is up to date, and writes nothing then', async () => {
    const copy = join(folder, 'espalier')
    await cp(demo, copy, { recursive: true })
    await expect(writeTypes({ out, from: copy, url: '', check: true })).rejects.toThrow('out of date')
    await writeTypes({ out, from: copy, url: '' })
    expect(await writeTypes({ out, from: copy, url: '', check: true })).toContain('up to date')
    await rm(join(copy, 'campaigns'), { recursive: true })
    await expect(writeTypes({ out, from: copy, url: '', check: true })).rejects.toThrow('out of date')
    expect(await written()).toContain('slots: "report-aside" | "reports-top" | (string & {})')
  })

  test('refuses a name that TypeScript would pass over', async () => {
    await writeFile(join(folder, 'espalier.ts'), '')
    await expect(writeTypes({ out, from: demo, url: '' })).rejects.toThrow('espalier.d.ts: expected another name')
    expect(await writeTypes({ out: join(folder, 'names.d.ts'), from: demo, url: '' })).toContain('features 4')
  })

  test('takes any feature while the catalogue has none, says so, and makes the folder', async () => {
    out = join(folder, 'src/generated/names.d.ts')
    await writeFile(join(folder, 'catalog.json'), '{"features":[],"plans":[]}')
    expect(await writeTypes({ out, from: folder, url: '' })).toContain('lists no feature yet')
    expect((await written()).slice(0, 2)).toEqual(['features: string', 'metered: string'])
    await writeTypes({ out, from: folder, url: '', strict: true })
    expect((await written()).slice(0, 2)).toEqual(['features: never', 'metered: never'])
  })

  test('writes names of any script, with quotes and comment signs, as text', async () => {
    const [exports] = CATALOG.features
    const event = 'レポートを"出力" */ ${x}'
    await writeFile(join(folder, 'catalog.json'), JSON.stringify({ features: [{ ...exports, event }], plans: [] }))
    await writeTypes({ out, from: folder, url: '' })
    expect(await written()).toContain('events: "レポートを\\"出力\\" */ ${x}" | (string & {})')
  })

  test('names the file and the field that is wrong', async () => {
    const file = join(folder, 'catalog.json')
    await expect(writeTypes({ out, from: file, url: '' })).rejects.toThrow(`${file}: cannot be read`)
    await writeFile(file, '{')
    await expect(writeTypes({ out, from: folder, url: '' })).rejects.toThrow(`${file}: not valid JSON`)
    await writeFile(file, JSON.stringify({ ...CATALOG, defaultPlan: 'gold' }))
    await expect(writeTypes({ out, from: folder, url: '' })).rejects.toThrow(`${file}: defaultPlan: no plan "gold"`)
  })
})
