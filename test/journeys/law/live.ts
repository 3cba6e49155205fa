import { createClientOn } from '../../../packages/sdk/src/client.ts'
import { loadPart } from '../../../packages/sdk/src/load-part.ts'
import type { Outcome, Presentation } from '../../../packages/sdk/src/present.ts'
import type { Clock } from '../../../packages/sdk/src/platform/clock.ts'
import { createManualClock, type ManualClock } from '../../../packages/sdk/src/testing/manual-clock.ts'
import type { Client } from '../../../packages/sdk/src/verbs.ts'
import type { OpenApp } from '../../../packages/server/src/open-app.case.ts'
import { openPage, type Device, type HostPage } from './device.ts'
import { createDice, type Dice } from './dice.ts'
import { caller, openWorkspace, planActs } from './operator.ts'
import { createUsers, planVisits, type PlannedVisit, type Size, type User } from './population.ts'
import { startBrowser, type Tab } from './tab.ts'
import { EVENTS, PAGES } from './workspace.ts'

/** The first day of every period. */
export const START: number = Date.parse('2026-09-01T00:00:00Z')

/** A clock that page and server share. */
export function createSharedClock(): ManualClock {
  return createManualClock(START - 3_600_000)
}

const PARTS = [
  () => import('../../../packages/sdk/src/engine.ts'),
  () => import('../../../packages/sdk/src/rules.ts'),
  () => import('../../../packages/sdk/src/delivery.ts'),
]
const paths = Object.keys(PAGES)
const placesAt = (path: string): readonly string[] => PAGES[path] ?? []

/** Runs the population against the server: what happens here is what a replay has to find again. */
export async function live(open: OpenApp, clock: ManualClock, size: Size): Promise<{ visits: number }> {
  // A page of the law waits for answers alone: where its parts still had to be fetched, it would decide at another time on a slow machine.
  await Promise.all(PARTS.map((load) => load()))
  const network = connect(open)
  const call = caller(open)
  const users = createUsers(size)
  try {
    await openWorkspace(call)
    const acts = planActs(call, users, size.days, START, createDice(size.seed + 2))
    const visits = planVisits(users, size, START)
    for (const visit of visits) {
      for (let act = acts[0]; act && act.at <= visit.at; act = acts[0]) {
        acts.shift()
        clock.advance(Math.max(0, act.at - clock.now()))
        await act.run()
      }
      clock.advance(Math.max(0, visit.at - clock.now()))
      await spend(visit, clock, network)
    }
    return { visits: visits.length }
  } finally {
    network.close()
  }
}

interface Network {
  /** Resolves when nothing is on its way. */
  quiet(): Promise<void>
  close(): void
}

/** Gives the page the globals of a browser, with the server at the other end of `fetch`. */
function connect({ app }: OpenApp): Network {
  let pending = 0
  const before = globalThis.fetch
  const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))
  globalThis.fetch = async (input, init) => {
    pending += 1
    try {
      const { method, body } = init ?? {}
      return await app.request(new URL(String(input)).pathname, {
        method: method ?? 'GET',
        body: body as string,
        headers: { 'content-type': 'text/plain' },
      })
    } finally {
      pending -= 1
    }
  }
  Object.assign(globalThis, { document: {} })
  return {
    async quiet() {
      for (let calm = 0; calm < 2; calm = pending > 0 ? 0 : calm + 1) await turn()
    },
    close() {
      globalThis.fetch = before
      Reflect.deleteProperty(globalThis, 'document')
    },
  }
}

/** One page load: its client, and what is on the screen. */
interface Opened {
  page: HostPage
  client: Client
  screen: Presentation[]
  touch(feature: string): void
}

/** Spends one visit, in one tab or in several at a time: now something happens in the one, now in the other. */
async function spend({ user, device, tabs, dice }: PlannedVisit, clock: ManualClock, network: Network): Promise<void> {
  const browser = startBrowser(device, clock, dice)
  const going: { tab: Tab; moves: AsyncGenerator<void> }[] = []
  const open = () => {
    // Of a tab with a page in it, which holds its visit, people make copies.
    const shown = going.filter(({ tab }) => tab.session.getItem('espalier:tab') === null)
    const tab = browser.open(shown.length > 0 && dice.chance(0.3) ? dice.pick(shown).tab : undefined)
    going.push({ tab, moves: use(user, { device, tab, clock, network, dice }) })
  }
  open()
  for (let opened = 1; going.length > 0;) {
    const one = dice.pick(going)
    const { done } = await one.tab.run(() => one.moves.next())
    if (done) going.splice(going.indexOf(one), 1)
    else if (opened < tabs && dice.chance(0.4)) {
      open()
      opened += 1
    }
  }
  browser.close()
}

/** Where somebody is. */
interface Whereabouts {
  device: Device
  tab: Tab
  clock: ManualClock
  network: Network
  dice: Dice
}

const isSignedIn = ({ local }: Device): boolean => local.getItem('espalier:person')?.includes('"userId"') ?? false

/** Uses one tab: some page loads, each with some moments of use. */
async function* use(user: User, { device, tab, clock, network, dice }: Whereabouts): AsyncGenerator<void> {
  for (let load = dice.between(1, 3); load > 0; load--) {
    // What happened in other tabs just before may not have been written down yet, and what happens now may not be heard.
    await pass(clock, network, dice.pick([0, 20, 400]))
    const path = dice.pick(paths)
    const opened = start(openPage(device, path, placesAt(path)), tab.clock)
    await pass(clock, network, dice.pick([10, 100, 100]))
    yield
    if (!isSignedIn(device) && dice.chance(0.7)) {
      await pass(clock, network, dice.between(1000, 9000))
      opened.client.identify(user.id, { role: user.role })
      opened.client.group(user.account, { name: user.account })
    }
    for (let step = dice.between(1, 4); step > 0; step--) {
      await pass(clock, network, dice.pick([0, 400, 5000, 12_000, 31_000]))
      act(opened, dice)
      await pass(clock, network, dice.between(5, 1500))
      yield
      react(opened, dice)
      yield
    }
    await pass(clock, network, dice.between(100, 4000))
    await Promise.all([opened.client.flush(), network.quiet()])
    opened.client.shutdown()
    await network.quiet()
    yield
  }
}

/** Lets time go by in steps, so that what is answered meanwhile is acted upon at its time. */
async function pass(clock: ManualClock, network: Network, ms: number): Promise<void> {
  await network.quiet()
  for (let left = ms, step = 100; left > 0; left -= step, step = Math.min(left, 5000)) {
    step = Math.min(left, step)
    clock.advance(step)
    await network.quiet()
  }
}

function start(page: HostPage, clock: Clock): Opened {
  const screen: Presentation[] = []
  let touch: Opened['touch'] = () => undefined
  const client = createClientOn(
    {
      key: 'pk_test_demo',
      host: 'https://espalier.example',
      consent: 'granted',
      loadPresenter: async (host) => {
        touch = host.touched
        let gone = false
        return {
          present: (presentation) => {
            screen.push(presentation)
            // A page that is gone sees nothing any more, and what was taken away before it was seen is not seen either.
            const stop = clock.after(300, () => gone || presentation.report({ type: 'shown' }))
            return () => {
              stop()
              screen.splice(screen.indexOf(presentation), screen.includes(presentation) ? 1 : 0)
            }
          },
          destroy: () => void (gone = true),
        }
      },
    },
    clock,
    page,
    loadPart,
  )
  return { page, client, screen, touch: (feature) => touch(feature) }
}

/** Something that a person does in the host's product. */
function act({ client, page, touch }: Opened, dice: Dice): void {
  const path = dice.pick(paths)
  const acts: (() => unknown)[] = [
    () => client.track(dice.pick(EVENTS), { rows: dice.between(1, 900) }),
    () => client.track('Report Exported', { rows: dice.between(1, 900) }),
    () => page.go(path, placesAt(path)),
    () => page.look(dice.chance(0.5) ? placesAt(path).slice(0, 1) : undefined),
    () => client.setUsage('seats', { used: dice.between(1, 12), ...(dice.chance(0.3) && { limit: 10 }) }),
    () => touch('analytics'),
    () => client.show('asked-for'),
    () => client.page(path),
    () => (dice.chance(0.15) ? client.track('Cancellation Started') : undefined),
    () => (dice.chance(0.05) ? client.reset() : undefined),
  ]
  dice.pick(acts)()
}

/** What a person does with what came up: nothing, mostly. */
function react({ screen }: Opened, dice: Dice): void {
  const [presentation] = screen
  if (!presentation || dice.chance(0.55)) return
  const survey = presentation.kind === 'nps'
  const outcomes: Outcome[] = [
    { type: 'dismissed', how: 'not-now' },
    { type: 'dismissed', how: 'no' },
    { type: 'dismissed', how: 'closed' },
    { type: 'engaged' },
    survey ? { type: 'answered', score: dice.between(0, 10) } : { type: 'accepted' },
  ]
  const outcome = dice.pick(outcomes)
  presentation.report({ type: 'shown' })
  presentation.report(outcome)
  if (outcome.type !== 'engaged' && presentation.kind !== 'gate') screen.splice(screen.indexOf(presentation), 1)
}
