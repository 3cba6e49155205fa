import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { TREATED } from '@espalier/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { offer } from './decisions/workspace.case.ts'
import { openReceiver } from './hooks/receiver.case.ts'

const BIN = fileURLToPath(new URL('../bin/espalier.mjs', import.meta.url))

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-main-'))
})

afterEach(() => rm(folder, { recursive: true }))

/** The real process. `lines` grows as it prints; `ended` is its exit code. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env.PATH ?? '', ESPALIER_DATA: folder, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const errors: string[] = []
  createInterface(child.stderr).on('line', (line) => errors.push(line))
  const printed = createInterface(child.stdout).on('line', (line) => lines.push(line))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  /** Waits for the line that tells the address; rejects when the process ends before. */
  const address = async () => {
    for (;;) {
      const found = lines.map((line) => /^Listening on (\S+)$/.exec(line)?.[1]).find(Boolean)
      if (found) return found
      const more = await Promise.race([once(printed, 'line').then(() => true), ended.then(() => false)])
      if (!more) throw new Error(`the server stopped: ${errors.join('\n')}`)
    }
  }
  return { child, lines, errors, ended, address }
}

const read = (address: string, path: string, key?: string) =>
  fetch(address + path, key ? { headers: { authorization: `Bearer ${key}` } } : {})

test('shows its keys at the first start only, keeps everything, and stops cleanly', async () => {
  const first = run(['start'])
  const address = await first.address()
  const secret = /secret {2}(sk_live_\S+)/.exec(first.lines.join('\n'))?.[1] ?? ''
  const publicKey = /public {2}(pk_live_\S+)/.exec(first.lines.join('\n'))?.[1] ?? ''
  expect([secret.length, publicKey.length]).toEqual([40, 40])
  expect((await read(address, '/v1/settings', publicKey)).status).toBe(403)
  await fetch(`${address}/v1/settings`, { method: 'PUT', headers: { authorization: `Bearer ${secret}` }, body: '{"zone":"Asia/Tokyo"}' })
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect((await readFile(join(folder, 'espalier.db'))).includes(secret)).toBe(false)

  const second = run(['start'])
  const again = await second.address()
  expect(second.lines.join('\n')).not.toMatch(/[ps]k_live_/)
  expect(await (await read(again, '/v1/settings', secret)).json()).toMatchObject({ zone: 'Asia/Tokyo' })
  second.child.kill('SIGINT')
  expect(await second.ended).toBe(0)
})

test('looks at what could pause campaigns soon after a start, though nobody asks', async () => {
  await using receiver = await openReceiver()
  const first = run(['start'], { ESPALIER_PRIVATE_HOOKS: 'allow' })
  const address = await first.address()
  const secret = /secret {2}(sk_live_\S+)/.exec(first.lines.join('\n'))?.[1] ?? ''
  const call = async (method: string, path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    expect((await fetch(address + path, { method, headers, body: JSON.stringify(body) })).status).toBe(200)
  }
  // All accounts saw it, though an experiment is split evenly.
  await call('PUT', '/v1/campaigns/offer', offer({ assignment: 'external' }))
  await call('POST', '/v1/campaigns/offer/publish', {})
  const at = new Date().toISOString()
  const exposures = [...Array(200).keys()].map((index) => ({ campaign: 'offer', account: `a${index}`, arm: TREATED, at }))
  await call('POST', '/v1/exposures', { exposures })
  await call('PUT', '/v1/hook', { url: receiver.url })
  first.child.kill('SIGTERM')
  expect([await first.ended, receiver.received]).toEqual([0, []])

  const second = run(['start'], { ESPALIER_PRIVATE_HOOKS: 'allow' })
  await second.address()
  await receiver.arrived(1)
  expect(receiver.received[0]?.body).toContain('campaign.split')
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
})

test.each([
  ['once', ['SIGTERM']],
  ['twice, as whoever runs processes in groups does', ['SIGTERM', 'SIGTERM']],
  ['in two ways', ['SIGINT', 'SIGTERM', 'SIGINT']],
] as const)('finishes a running request before it stops, asked %s', async (_, signals) => {
  const server = run(['start'])
  const address = await server.address()
  const secret = /secret {2}(sk_live_\S+)/.exec(server.lines.join('\n'))?.[1] ?? ''
  const encoder = new TextEncoder()
  let finish = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('{"zone":'))
      finish = () => {
        controller.enqueue(encoder.encode('"Asia/Tokyo"}'))
        controller.close()
      }
    },
  })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const running = fetch(`${address}/v1/settings`, { method: 'PUT', headers, body, duplex: 'half' } as RequestInit)
  await read(address, '/health')
  server.child.kill(signals[0])
  await expect
    .poll(
      () =>
        read(address, '/health').then(
          () => 'open',
          () => 'closed',
        ),
      { timeout: 5000 },
    )
    .toBe('closed')
  for (const signal of signals.slice(1)) server.child.kill(signal)
  finish()
  expect((await running).status).toBe(200)
  expect(await server.ended).toBe(0)
})

test('closes a busy connection after the answer that it owes', async () => {
  const server = run(['start'])
  const { hostname, port } = new URL(await server.address())
  const socket = connect(Number(port), hostname)
  const closed = once(socket, 'close')
  let answered = ''
  socket.setEncoding('utf8').on('data', (text: string) => (answered += text))
  socket.write('POST /v1/batch HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{')
  await read(await server.address(), '/health')
  server.child.kill('SIGTERM')
  await expect.poll(() => read(`http://${hostname}:${port}`, '/health').catch(() => 'closed'), { timeout: 5000 }).toBe('closed')
  socket.write('}GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await closed
  expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200'])
  expect(answered).toMatch(/connection: close\r\n/i)
  expect(await server.ended).toBe(0)
})

test('goes on answering whatever pattern somebody wrote and whatever text a page sent', async () => {
  const server = run(['start'])
  const address = await server.address()
  const secret = /secret {2}(sk_live_\S+)/.exec(server.lines.join('\n'))?.[1] ?? ''
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const ask = async (path: string, body: object) =>
    (await (await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) })).json()) as object
  await ask('/v1/identify', { userId: 'mari', traits: { note: 'a'.repeat(8000) } })
  const matching = ($regex: string) => ask('/v1/decisions/audience', { audience: { 'user.note': { $regex } } })
  // Slow, but no text keeps it busy for ever: so it is taken, and matched in another way here.
  expect(await matching('^a*a*a*b')).toMatchObject({ total: { people: 1 }, matching: { people: 0 } })
  expect(await matching('^(\\w+\\s?)*$')).toMatchObject({ error: { code: 'invalid-audience', field: 'audience.user.note.$regex' } })
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})

test('makes a key from the command line that the server knows', async () => {
  const made = run(['keys', 'create', '--kind', 'secret', '--label', 'Backup'])
  expect(await made.ended).toBe(0)
  const server = run(['start'])
  expect((await read(await server.address(), '/v1/catalog', made.lines[0])).status).toBe(200)
  expect(server.lines.join('\n')).not.toContain('sk_live_')
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})

test('gives the owner a new password from the command line, while the server runs', async () => {
  const nobody = run(['password'])
  expect([await nobody.ended, nobody.errors]).toEqual([
    1,
    ['This console has no owner yet. Start the server, open the console and sign up.'],
  ])
  const server = run(['start'])
  const address = await server.address()
  const owner = { email: 'mari@example.com', password: 'correct horse' }
  const ask = (what: string, body: object) =>
    fetch(`${address}/api/auth/${what}/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify(body),
    })
  expect((await ask('sign-up', { ...owner, name: 'Mari' })).status).toBe(200)
  const given = run(['password'])
  expect(await given.ended).toBe(0)
  const [email, password] = given.lines[0]?.split('  ') ?? []
  expect((await ask('sign-in', owner)).status).toBe(401)
  expect((await ask('sign-in', { email, password })).status).toBe(200)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})

test('prints the tags of a running server, with the script where the operator put it', async () => {
  const server = run(['start'], { ESPALIER_SCRIPT: '/grow/helper.js' })
  const address = await server.address()
  const printed = run(['snippet', '--host', `${address}/`, '--key', 'pk_live_1'])
  expect(await printed.ended).toBe(0)
  expect(printed.lines).toContain(`<script async src="${address}/grow/helper.js" data-key="pk_live_1"></script>`)
  expect(printed.lines.filter((line) => line.includes('integrity="sha384-'))).toHaveLength(1)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  const alone = run(['snippet', '--host', address])
  expect([await alone.ended, alone.errors.length, alone.errors[0]]).toEqual([1, 1, expect.stringContaining('does not answer')])
})

test('says in one line that its port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const server = run(['start'], { PORT: String(port) })
  expect(await server.ended).toBe(1)
  expect(server.errors).toEqual([`Port ${port} is taken. Set PORT to another one.`])
  taken.close()
})

test.each([
  [{ PORT: 'http' }, 'PORT: expected a port number'],
  [{ PORT: ' ' }, 'PORT: expected a port number'],
  [{ PORT: '65536' }, 'PORT: expected a port number'],
  [{ ESPALIER_URL: 'grow.example.com' }, 'ESPALIER_URL: expected an address such as https://grow.example.com, without a path'],
  [{ ESPALIER_URL: 'https://www.example.com/grow' }, 'ESPALIER_URL: expected an address such as https://grow.example.com, without a path'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: '],
  [{ ESPALIER_SCRIPT: 'helper.js' }, 'ESPALIER_SCRIPT: expected a path such as /grow/helper.js'],
  [{ ESPALIER_SCRIPT: '/console/helper.js' }, 'ESPALIER_SCRIPT: expected a path such as /grow/helper.js, and none of'],
  [{ DATABASE_URL: 'mysql://localhost/espalier' }, 'DATABASE_URL starts with "mysql:"'],
  [{ ESPALIER_PRIVATE_HOOKS: 'yes' }, 'ESPALIER_PRIVATE_HOOKS: expected allow, or nothing'],
  [{ STRIPE_WEBHOOK_SECRET: 'secret' }, 'STRIPE_WEBHOOK_SECRET: expected a secret that starts with "whsec_"'],
])('refuses to start with %o, and says why', async (env, message) => {
  const server = run(['start'], env)
  expect(await server.ended).toBe(1)
  expect(server.errors.join('\n')).toContain(message)
  expect(server.errors).toHaveLength(1)
})

test('has its cookie for HTTPS alone however the address of HTTPS is written', async () => {
  const server = run(['start'], { ESPALIER_URL: 'HTTPS://Grow.Example.com/' })
  const answer = await fetch(`${await server.address()}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://grow.example.com' },
    body: JSON.stringify({ name: 'Mari', email: 'mari@example.com', password: 'correct horse' }),
  })
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, expect.stringMatching(/^__Host-espalier=.*; Secure/)])
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})

test.each([
  ['a file in place of the folder', () => join(folder, 'notes.txt'), '; expected a folder in which the server may write files'],
  ['a folder in which nothing can be made', () => '/proc/espalier', '/proc/espalier'],
  ['a file that is no database', () => folder, 'espalier.db cannot be used: file is not a database'],
])('says in one line that the data cannot be kept in %s', async (_, data, message) => {
  await writeFile(join(folder, 'notes.txt'), 'not a folder')
  await writeFile(join(folder, 'espalier.db'), 'not a database '.repeat(500))
  const server = run(['start'], { ESPALIER_DATA: data() })
  expect(await server.ended).toBe(1)
  expect(server.errors).toEqual([expect.stringMatching(/^ESPALIER_DATA: .* cannot be used: /)])
  expect(server.errors[0]).toContain(message)
})

test('says in one line why the database or the address cannot be used', async () => {
  const unreachable = run(['start'], { DATABASE_URL: 'postgres://owner:hidden@127.0.0.1:1/espalier' })
  const elsewhere = run(['start'], { HOST: '203.0.113.9' })
  expect(await Promise.all([unreachable.ended, elsewhere.ended])).toEqual([1, 1])
  expect(unreachable.errors).toEqual(['DATABASE_URL: the database cannot be used: connect ECONNREFUSED 127.0.0.1:1'])
  expect(elsewhere.errors).toEqual([expect.stringMatching(/^HOST or PORT cannot be used: .*203\.0\.113\.9$/)])
})

test('says in one line that Node is too old', async () => {
  const old = "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})"
  const started = run(['start'], { NODE_OPTIONS: `--import=${old}` })
  expect(await started.ended).toBe(1)
  expect(started.errors).toEqual(['Espalier needs Node 22.18 or newer; this is 20.20.2.'])
})

test('checks campaign files from the command line', async () => {
  const wrong = run(['check', fileURLToPath(new URL('../package.json', import.meta.url))])
  expect(await wrong.ended).toBe(1)
  expect(wrong.lines.join('\n')).toContain('package.json: problemSolved: ')
})
