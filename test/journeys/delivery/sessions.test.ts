import { expect, test } from 'vitest'
import type { Fate } from '../../harness/fault-proxy.ts'
import { createDice } from '../law/dice.ts'
import { useChromium } from './chromium.ts'
import { readLedger } from './ledger.ts'
import { playSession, type Session } from './session.ts'

/** More sessions take many minutes; they live where the environment asks for them, for example `ESPALIER_SESSIONS=1000`. */
const SESSIONS = Number(process.env['ESPALIER_SESSIONS'] ?? 40)
const AT_ONCE = SESSIONS > 100 ? 16 : 4
const SEED = Number(process.env['ESPALIER_SEED'] ?? 20_261_122)

const all = useChromium()

test(
  `loses nothing and counts nothing twice in ${SESSIONS} sessions that close, navigate, reload, go offline and crash`,
  { timeout: 60_000 + SESSIONS * 10_000 },
  async () => {
    const { browser, pages, proxy, server } = all
    const dice = createDice(SEED)
    const fates: Fate[] = ['pass', 'pass', 'pass', 'cut', 'lose', 'busy', 'slow']
    // The network is bad for a page until its person comes back for good.
    proxy.fate = (path) => (path.startsWith('/v1/batch') && dice.chance(0.6) ? dice.pick(fates) : 'pass')
    const sessions: Session[] = []
    let next = 0
    const play = async (): Promise<void> => {
      while (next < SESSIONS) {
        const name = `s${next++}`
        sessions.push(await playSession(browser, pages.url, name, createDice(SEED + next)))
        if (sessions.length % 100 === 0) process.stdout.write(`${sessions.length} sessions\n`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, play))

    const { stored, counted } = await readLedger(server.folder)
    const tracked = sessions.flatMap((one) => one.tracked)
    const doubtful = sessions.flatMap((one) => one.doubtful)
    const known = new Set([...tracked, ...doubtful])
    const lost = tracked.filter((n) => !stored.has(n))
    const twice = [...stored.values()].filter((times) => times > 1).length
    const turns = Object.entries(sessions.map((one) => one.turns).reduce(addTurns))
    const said = turns.map(([name, times]) => `${times} ${name}`).join(', ')
    process.stdout.write(
      `${SESSIONS} sessions, ${tracked.length} events; ${said}; requests: ${JSON.stringify(proxy.met)}; ${doubtful.length} doubtful, ${lost.length} lost, ${twice} stored twice, counted ${counted}\n`,
    )
    expect({ lost, twice, counted }).toEqual({ lost: [], twice: 0, counted: stored.size })
    expect([...stored.keys()].filter((n) => !known.has(n))).toEqual([])
    for (const fate of ['cut', 'lose', 'busy', 'slow'] as const) expect(proxy.met[fate]).toBeGreaterThan(0)
  },
)

function addTurns(one: Session['turns'], other: Session['turns']): Session['turns'] {
  return Object.fromEntries(
    Object.entries(one).map(([name, times]) => [name, times + other[name as keyof Session['turns']]]),
  ) as Session['turns']
}
