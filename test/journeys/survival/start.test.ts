import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { killWhileStarting, startServer } from '../../harness/server.ts'
import { createDice } from '../law/dice.ts'

// The long run: `ESPALIER_KILLS=200 vitest run --project journeys test/journeys/survival/start.test.ts`
const KILLS = Number(process.env['ESPALIER_KILLS'] ?? 4)
/** From the first sight of its file, a server has made its tables and its keys after about so many milliseconds. */
const BIRTH = 250

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-birth-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

test(
  `a server that is killed ${KILLS} times while it starts for the first time starts whole the next time`,
  { timeout: 30_000 + KILLS * 10_000 },
  async () => {
    const { roll } = createDice(20_261_122)
    const file = join(folder, 'espalier.db')
    let known = 0
    let early = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const printed = await killWhileStarting(folder, async () => {
        while (!existsSync(file)) await pause(1)
        // The first one always dies before it has made anything.
        if (kill > 0) await pause(roll() * BIRTH)
      })
      const server = await startServer({ folder })
      const [key] = /\bsk_[\w-]+/.exec(`${printed}${server.output()}`) ?? []
      const database = new DatabaseSync(file, { readOnly: true })
      const all = (query: string) => database.prepare(query).all()
      expect(all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
      expect(all('select kind from api_key order by kind')).toEqual([{ kind: 'public' }, { kind: 'secret' }])
      database.close()
      const answer = await fetch(`${server.url}/v1/settings`, { headers: { authorization: `Bearer ${key}` } })
      if (answer.status === 200) known += 1
      if (printed === '') early += 1
      await server.stop()
      await rm(folder, { recursive: true })
    }
    process.stdout.write(`${KILLS} kills, ${early} of them before the keys were printed\n`)
    // Between keeping the keys and printing them there is a moment, too.
    expect(known).toBeGreaterThan(KILLS * 0.7)
    expect(early).toBeGreaterThan(0)
  },
)
