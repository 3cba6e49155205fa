import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startServer, type Server } from '../../harness/server.ts'
import { createDice } from '../law/dice.ts'
import { auditFile, countExports } from './audit.ts'
import { createLoad } from './load.ts'

let server: Server

afterEach(() => server?.stop())

/** Lets no file of the server grow beyond so many bytes, as a disk without room does. */
function limitFiles({ pid }: Server, bytes: number | 'unlimited'): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
}

/** What a mounted file system of its own takes: root, and a kernel that lets it. */
function mount(folder: string, options: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0
}

const health = async () => {
  const answer = await fetch(`${server.url}/health`)
  const { status } = (await answer.json()) as { status: string }
  return [answer.status, status]
}

test.skipIf(process.platform !== 'linux')(
  'a disk without room costs nothing that was acknowledged, and mends while the server runs',
  async () => {
    server = await startServer()
    await countExports(server)
    const load = createLoad(createDice(7).roll)
    const target = { url: server.url, key: server.secretKey }
    load.start(target)
    await load.answers(20)
    limitFiles(server, (await stat(join(server.folder, 'espalier.db-wal'))).size)
    await load.refused()
    expect([...load.refusals.keys()]).toEqual([503])
    expect(await health()).toEqual([503, 'failing'])
    const asked = await fetch(`${server.url}/v1/accounts/account-1`, { headers: { authorization: `Bearer ${server.secretKey}` } })
    expect(asked.status).toBe(200)

    limitFiles(server, 'unlimited')
    expect(await health()).toEqual([200, 'ok'])
    load.start(target)
    await load.answers(10)
    await load.stop()
    expect(await auditFile(server, load)).toEqual({ lost: 0, miscounted: [], surplus: 0, integrity: 'ok', orphans: 0 })
  },
)

test.skipIf(process.platform !== 'linux')(
  'a full disk is told as one, and mends as soon as there is room again',
  { timeout: 60_000 },
  async ({ skip, onTestFinished }) => {
    const folder = await mkdtemp(join(tmpdir(), 'espalier-full-'))
    const mounted = mount(folder, 'size=4m')
    onTestFinished(async () => {
      if (mounted) spawnSync('umount', ['-l', folder])
      await rm(folder, { recursive: true, force: true })
    })
    skip(!mounted, 'mounting a small disk needs root')
    server = await startServer({ folder })
    await countExports(server)
    const load = createLoad(createDice(11).roll)
    const target = { url: server.url, key: server.secretKey }
    load.start(target)
    await load.refused()
    expect([...load.refusals.keys()]).toEqual([503])
    const asked = await fetch(`${server.url}/v1/accounts/account-1`, { headers: { authorization: `Bearer ${server.secretKey}` } })
    expect(asked.status).toBe(200)

    expect(mount(folder, 'remount,size=64m')).toBe(true)
    expect(await health()).toEqual([200, 'ok'])
    load.start(target)
    await load.answers(10)
    await load.stop()
    expect(await auditFile(server, load)).toEqual({ lost: 0, miscounted: [], surplus: 0, integrity: 'ok', orphans: 0 })
    await server.stop()
  },
)
