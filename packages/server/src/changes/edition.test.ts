import { describe, expect, test } from 'vitest'
import { openApp, type OpenApp } from '../open-app.case.ts'

const NOON = Date.UTC(2026, 10, 22, 12)
const name = { en: 'Exports', ja: 'エクスポート' }
const catalogOf = (limit: number) => ({
  features: [{ id: 'exports', name, kind: 'metered' }],
  plans: [{ id: 'team', name, features: { exports: { limit } } }],
})
const definitionsOf = (active: string) => ({ segments: [{ id: 'active', name: active, audience: { 'user.role': 'admin' } }] })

/** Each with two ways to write it, and the field in which they differ. */
const WHOLES = [
  ['/v1/settings', { holdout: 0.2 }, { holdout: 0.3 }, 'holdout'],
  ['/v1/catalog', catalogOf(10), catalogOf(20), 'plans[team].features.exports.limit'],
  ['/v1/definitions', definitionsOf('Active'), definitionsOf('In use'), 'segments[active].name'],
] as const

const save = (open: OpenApp, path: string, body: unknown, edition?: string | null) =>
  open.call('PUT', path, body, { headers: edition ? { 'if-match': edition } : {} })

describe.each(WHOLES)('two people who write %s at once', (path, one, other, field) => {
  test('keep what the first of them saved, and the second is told who changed what', async () => {
    let now = NOON
    await using open = await openApp({ clock: () => (now += 1000) })
    const { body: key } = await open.call('POST', '/v1/keys', { kind: 'secret', label: 'Back office' })
    const { headers } = await save(open, path, one)
    const read = (await open.call('GET', path)).headers.get('etag')
    expect([read, headers.get('etag')]).toEqual([expect.stringMatching(/^"[\w-]{22}"$/), read])
    const first = await open.call('PUT', path, other, { key: key.key, headers: { 'if-match': read ?? '' } })
    expect([first.status, first.headers.get('etag')]).toEqual([200, expect.not.stringContaining(read ?? '-')])

    const second = await save(open, path, one, read)
    const { error } = second.body
    expect([second.status, error.code]).toEqual([409, 'changed-meanwhile'])
    expect(error.message).toContain(field)
    const { authors, at, differences, more } = error.facts
    expect([authors, more]).toEqual([[expect.stringContaining('Back office')], 0])
    expect(Date.parse(at)).toBeGreaterThan(NOON)
    expect(differences.map((difference: { field: string }) => difference.field)).toEqual([field])
    expect((await open.call('GET', path)).headers.get('etag')).toBe(first.headers.get('etag'))

    expect((await save(open, path, one, first.headers.get('etag'))).status).toBe(200)
  })

  test('are no concern of who says nothing, nor of who read the same content', async () => {
    await using open = await openApp()
    const read = (await save(open, path, one)).headers.get('etag')
    await save(open, path, other)
    expect((await save(open, path, one)).status).toBe(200)
    for (const edition of [read, `W/${read}`, `"older", ${read}`, read?.replace(/"$/, '-gzip"'), '*']) {
      expect([edition, (await save(open, path, one, edition)).status]).toEqual([edition, 200])
    }
  })

  test('learn that it changed where nobody knows any more what was read', async () => {
    await using open = await openApp()
    await save(open, path, one)
    const { status, body } = await save(open, path, other, '"what-was-never-here"')
    expect([status, body.error.facts.differences, body.error.facts.authors.length]).toEqual([409, [], 1])
  })
})

test('who read settings before anybody changed them is told what became of them', async () => {
  await using open = await openApp()
  const read = (await open.call('GET', '/v1/settings')).headers.get('etag')
  await save(open, '/v1/settings', { holdout: 0.2 })
  await save(open, '/v1/settings', { holdout: 0.2, zone: 'Asia/Tokyo' })
  const { differences } = (await save(open, '/v1/settings', { holdout: 0.5 }, read)).body.error.facts
  expect(differences).toEqual([
    { field: 'holdout', before: '0.1', after: '0.2' },
    { field: 'zone', before: '"UTC"', after: '"Asia/Tokyo"' },
  ])
})
