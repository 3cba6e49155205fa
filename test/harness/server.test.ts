import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startServer } from './server.ts'

const ask = (server: { url: string; secretKey: string }) =>
  fetch(`${server.url}/v1/settings`, { headers: { authorization: `Bearer ${server.secretKey}` } })

test('starts a server with keys of its own, stops it cleanly and leaves nothing', async () => {
  const server = await startServer()
  expect(server.publicKey).toMatch(/^pk_/)
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  expect((await ask(server)).status).toBe(200)
  expect(await server.stop()).toBe(0)
  expect(existsSync(server.folder)).toBe(false)
})

test('goes on with the folder and the keys of an earlier server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-'))
  const first = await startServer({ folder })
  await first.kill()
  const second = await startServer({ folder, publicKey: first.publicKey, secretKey: first.secretKey })
  expect((await ask(second)).status).toBe(200)
  expect(await second.stop()).toBe(0)
  await rm(folder, { recursive: true })
})

test('says what the server printed when it does not start', async () => {
  await expect(startServer({ env: { PORT: 'front door' } })).rejects.toThrow(
    /ended with code 1 before it listened\. It printed:\n[\s\S]*PORT/,
  )
})
