import { EVENTS } from '@espalier/core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { IDBFactory } from '../../../packages/sdk/src/testing/indexed-db.ts'
import { createManualClock } from '../../../packages/sdk/src/testing/manual-clock.ts'
import type { Keep } from '../../../packages/sdk/src/transport/keep.ts'
import { openApp, type OpenApp } from '../../../packages/server/src/open-app.case.ts'
import { idOf } from '../../../packages/server/src/store/sql/event-id.ts'
import { STEP } from './ledger.ts'
import { openBrowser, type Fault, type Kind, type ModelBrowser, type Network } from './model-browser.ts'

const RUNS = Number(process.env['ESPALIER_MODEL_RUNS'] ?? 150)
const WEEK = 7 * 86_400_000

/** The real ingest over a database, whose clock goes on with the browsers'. */
let open: OpenApp
let clock = createManualClock()
let people = 0

beforeAll(async () => {
  // What the box of a page throws dice for comes out the same each time.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  open = await openApp({ clock: () => clock.now() })
})

afterAll(() => {
  vi.restoreAllMocks()
  return open[Symbol.asyncDispose]()
})

interface Model {
  tabs: number
}
type Command = fc.AsyncCommand<Model, ModelBrowser>

/** So many turns of the event loop pass after a command: what it began may be anywhere on its way when the next one comes. */
const turns = fc.constantFrom(0, 1, 2, 5, 40)

function command(
  name: string,
  wait: number,
  run: (browser: ModelBrowser) => void,
  options: { tabs?: (now: number) => number } = {},
): Command {
  const after = options.tabs ?? ((now) => now)
  return {
    check: ({ tabs }) => after(tabs) >= 1 && after(tabs) <= 3,
    run: async (model, browser) => {
      run(browser)
      model.tabs = after(model.tabs)
      for (let turn = 0; turn < wait; turn++) await new Promise(setImmediate)
    },
    toString: () => `${name} (${wait})`,
  }
}

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
const kinds: readonly Kind[] = ['plain', 'plain', 'plain', 'plain', 'wrong', 'large']
const networks: readonly Network[] = ['up', 'cut', 'lose', 'busy', 'small']

const track = fc
  .tuple(fc.nat(2), fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 25 }), turns)
  .map(([tab, all, wait]) => command(`track ${all.join()}`, wait, ({ tabs }) => all.forEach((kind) => at(tabs, tab).track(kind))))
const flush = fc.tuple(fc.nat(2), turns).map(([tab, wait]) => command('flush', wait, ({ tabs }) => void at(tabs, tab).queue.flush()))
const hide = fc.tuple(fc.nat(2), turns).map(([tab, wait]) => command('hide', wait, ({ tabs }) => at(tabs, tab).queue.leave()))
const network = fc
  .tuple(fc.constantFrom(...networks), turns)
  .map(([state, wait]) => command(`network ${state}`, wait, (browser) => void (browser.network = state)))
const disk = fc
  .tuple(fc.constantFrom('fine', 'full', 'broken'), turns)
  .map(([state, wait]) => command(`disk ${state}`, wait, (browser) => void (browser.disk = state as ModelBrowser['disk'])))
const another = turns.map((wait) => command('another tab', wait, (browser) => void browser.open(), { tabs: (now) => now + 1 }))
const close = fc
  .tuple(fc.nat(2), turns)
  .map(([tab, wait]) => command('close a tab', wait, ({ tabs }) => at(tabs, tab).close(), { tabs: (now) => now - 1 }))
const kill = fc
  .tuple(fc.nat(2), turns)
  .map(([tab, wait]) => command('kill a tab', wait, ({ tabs }) => at(tabs, tab).kill(), { tabs: (now) => now - 1 }))
const reopen = fc.tuple(fc.nat(2), fc.boolean(), turns).map(([tab, killed, wait]) =>
  command(killed ? 'kill and reopen' : 'close and reopen', wait, (browser) => {
    if (killed) at(browser.tabs, tab).kill()
    else at(browser.tabs, tab).close()
    browser.open()
  }),
)
const pass = fc
  .tuple(fc.constantFrom(1000, 3000, 60_000, 3_600_000, WEEK), turns)
  .map(([ms, wait]) => command(`${ms} ms pass`, wait, (browser) => browser.clock.advance(ms)))
const jump = fc
  .tuple(fc.constantFrom(-WEEK, -3_600_000, -5000, 5000, 3_600_000, WEEK), turns)
  .map(([ms, wait]) => command(`the clock jumps by ${ms} ms`, wait, (browser) => void (browser.skew += ms)))
const commands = fc.commands([track, track, flush, hide, network, disk, another, close, kill, reopen, pass, jump], { maxCommands: 40 })

/** What is wrong with what became of everything. */
interface Verdict {
  /** Neither stored, nor waiting, nor given up, nor gone with a page that had no disk. */
  missing: string[]
  twice: number
  /** Given up, and in no count. */
  uncounted: number
  /** Counted as lost beyond what was given up and what was doubtful. */
  overcounted: number
}

/** Compares what the server has with what the browser knows. */
async function judge(person: string, browser: ModelBrowser): Promise<Verdict> {
  await browser.settle()
  browser.disk = 'fine'
  // A tab that could not open the disk does not see what others keep there.
  browser.open()
  // Nor does one that cannot fetch what reads the disk. Nothing is sent meanwhile.
  const { network } = browser
  browser.network = 'up'
  const waiting = (await Promise.all(browser.tabs.map(({ queue }) => queue.waiting()))).flat()
  browser.network = network
  const kept = await open.deps.store.database.db
    .selectFrom('event')
    .select(['id', 'name', 'properties'])
    .where('person_id', '=', person)
    .execute()
  const rows = kept.map(({ id, ...rest }) => ({ id: idOf(id), ...rest }))
  const steps = rows.flatMap(({ name, properties }) => (name === STEP ? [(JSON.parse(properties) as { n: string }).n] : []))
  const stored = new Set([...rows.map(({ id }) => id), ...steps])
  const known = new Set([...stored, ...waiting.map(({ messageId }) => messageId), ...browser.givenUp, ...browser.gone])
  const reports = rows.flatMap(({ id, name, properties }) =>
    name === EVENTS.dropped ? [{ id, counts: JSON.parse(properties) as object }] : [],
  )
  const coming = waiting.filter(({ messageId, event }) => event === EVENTS.dropped && !stored.has(messageId))
  const held = browser.loss.take() ?? {}
  browser.loss.putBack(held)
  const counted = sum([
    held,
    ...reports.map(({ counts }) => counts),
    ...new Map(coming.map((one) => [one.messageId, one.properties ?? {}])).values(),
  ])
  // A report that arrived without an answer, or could not be deleted after it, and then waited for a week is made again.
  const isAgain = (id: string): boolean => browser.givenUp.has(id) || browser.doubtful.has(id)
  const again = sum(reports.flatMap(({ id, counts }) => (isAgain(id) ? [counts] : [])))
  const tracked = new Set(browser.tracked)
  const given = [...browser.givenUp].filter((id) => tracked.has(id)).length
  const surplus = counted - given
  return {
    missing: browser.tracked.filter((id) => !known.has(id)),
    twice: steps.length - new Set(steps).size,
    uncounted: Math.max(0, -surplus),
    overcounted: Math.max(0, surplus - again - browser.doubtful.size),
  }
}

function sum(counts: readonly object[]): number {
  return counts.flatMap((one) => Object.values(one) as number[]).reduce((all, one) => all + one, 0)
}

/** A browser with nothing in it, and whose it is. */
function arrive(fault?: Fault): [browser: ModelBrowser, person: string] {
  globalThis.indexedDB = new IDBFactory()
  clock = createManualClock(clock.now())
  const person = `visitor-${people++}`
  return [openBrowser(open, person, clock, fault), person]
}

/** Plays commands in a browser of its own, then lets its person come back to a network and a disk that work. */
async function play(all: Iterable<Command>): Promise<void> {
  const [browser, person] = arrive()
  browser.open()
  await fc.asyncModelRun(() => ({ model: { tabs: 1 }, real: browser }), all)
  expect(await judge(person, browser)).toEqual({ missing: [], twice: 0, uncounted: 0, overcounted: 0 })

  browser.network = 'up'
  clock.advance(300_000)
  await browser.settle()
  const last = browser.open()
  await last.queue.flush()
  expect(await last.queue.waiting()).toEqual([])
  expect(await judge(person, browser)).toEqual({ missing: [], twice: 0, uncounted: 0, overcounted: 0 })
}

test('every tracked event is stored exactly once, or waits, or is counted as lost by a named reason', { timeout: 600_000 }, async () => {
  const { failed, numRuns, error } = await fc.check(fc.asyncProperty(commands, play), { numRuns: RUNS }).then((details) => ({
    ...details,
    error: details.failed ? fc.defaultReportMessage(details) : '',
  }))
  expect({ failed, numRuns, error }).toEqual({ failed: false, numRuns: RUNS, error: '' })
})

/** Plays what hides nothing, with a fault: steps, an answer that is lost, a crash, and the person's return. */
async function playFaulty(fault: Fault): Promise<Verdict> {
  const [browser, person] = arrive(fault)
  const tab = browser.open()
  for (let step = 0; step < 3; step++) tab.track('plain')
  browser.network = 'lose'
  await tab.queue.flush()
  tab.kill()
  browser.network = 'up'
  await browser.open().queue.flush()
  return judge(person, browser)
}

test('sees nothing where there is no fault', async () => {
  expect(await playFaulty({})).toEqual({ missing: [], twice: 0, uncounted: 0, overcounted: 0 })
})

test('sees a disk that forgets', async () => {
  const { missing } = await playFaulty({ disk: (real) => ({ ...real, put: async () => undefined }), body: () => '{"batch":[]}' })
  expect(missing).toHaveLength(3)
})

test('sees a disk that deletes before the server has answered', async () => {
  const hasty = (real: Keep): Keep => ({
    ...real,
    first: async (count) => {
      const found = await real.first(count)
      await real.remove(found.map(([id]) => id))
      return found
    },
  })
  expect((await playFaulty({ disk: hasty, body: () => '{"batch":[]}' })).missing).toHaveLength(3)
})

test('sees an id that is new at each attempt', async () => {
  const anew = (body: string): string => body.replaceAll(/"messageId":"[^"]+"/g, () => `"messageId":"${crypto.randomUUID()}"`)
  expect((await playFaulty({ body: anew })).twice).toBe(3)
})

test('sees a loss that nobody counted', async () => {
  const [browser, person] = arrive()
  const { write } = browser.storage
  browser.storage.write = (name, value) => name === 'lost' || write(name, value)
  browser.open().track('large')
  expect((await judge(person, browser)).uncounted).toBe(1)
})
