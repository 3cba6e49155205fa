import { pino } from 'pino'
import { expect, it } from 'vitest'
import { openApp } from '../open-app.case.ts'
import { createRefusedAccess } from './refused-access.ts'

const refused = (address: string, code = 'key-unknown') => ({ address, code, method: 'GET', route: '/v1/settings' })

it('writes a line a minute for each address and code', () => {
  const lines: object[] = []
  const { note } = createRefusedAccess({ warn: (line: object) => void lines.push(line) })
  for (const now of [0, 1, 59_999]) for (const code of ['key-unknown', 'key-not-allowed']) note(refused('a', code), now)
  expect(lines).toEqual([refused('a'), refused('a', 'key-not-allowed')])
  note(refused('a'), 60_000)
  note(refused('b'), 60_000)
  expect(lines.slice(2)).toEqual([refused('a'), refused('b')])
})

it('writes no more than a thousand lines a minute, from however many addresses they come', () => {
  let lines = 0
  const { note } = createRefusedAccess({ warn: () => void lines++ })
  for (let address = 0; address < 5000; address++) note(refused(String(address)), address)
  expect(lines).toBe(1000)
  note(refused('next'), 61_000)
  expect(lines).toBe(1001)
})

it('tells of keys that are unknown or may not do it and of pages elsewhere, never of the key, and not of who merely has no session', async () => {
  const lines: string[] = []
  const log = pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(line) })
  await using open = await openApp({ log })
  const [cookie = ''] = (await open.call('POST', '/api/demo-session', undefined, { key: null })).headers.getSetCookie()[0]?.split(';') ?? []
  await open.call('GET', '/v1/settings', undefined, { key: 'sk_live_guessed' })
  await open.call('GET', '/v1/users/mari', undefined, { key: 'pk_test_demo' })
  await open.call('PUT', '/v1/settings', {}, { key: null, headers: { cookie, origin: 'https://elsewhere.example' } })
  await open.call('GET', '/v1/settings', undefined, { key: null })
  await open.call('GET', '/v1/settings')
  const line = { level: 40, address: 'local', msg: 'access refused' }
  expect(lines.map((one) => JSON.parse(one) as object)).toEqual([
    { ...line, code: 'key-unknown', method: 'GET', route: '/v1/settings' },
    { ...line, code: 'key-not-allowed', method: 'GET', route: '/v1/users/:id' },
    { ...line, code: 'origin-not-allowed', method: 'PUT', route: '/v1/settings' },
  ])
  expect(lines.join('')).not.toContain('guessed')
})
