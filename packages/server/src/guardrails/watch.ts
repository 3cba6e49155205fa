import type { Logger } from 'pino'
import { setCampaignState } from '../campaigns/change-state.ts'
import type { Postman } from '../hooks/postman.ts'
import { tell } from '../hooks/tell.ts'
import type { LiveCampaign } from '../store/campaigns.ts'
import type { Store } from '../store/store.ts'
import type { GuardrailReading } from './reading.ts'
import { guardrailStatus } from './status.ts'
import { tellOfSplit } from './tell-of-split.ts'

/** Author of what the guardrails change. */
const GUARDRAILS = 'guardrails'
/** How long after one look the next one comes at the earliest, however much billing tells meanwhile. Milliseconds. */
const REST = 60_000

/** Looks at the guardrails of all running campaigns. */
export interface GuardrailWatch {
  /** Looks once; answers the campaigns that it paused. */
  look(): Promise<string[]>
  /** How the guardrails of a running campaign stood at the last look; undefined before it. */
  standing(campaign: string): GuardrailReading['state'] | undefined
  /** Something was billed: looks now, or as soon as it has rested. */
  soon(): void
  /** Looks every so often, until `settled`. */
  every(ms: number): void
  /** When the last look is over; nothing begins any more. */
  settled(): Promise<void>
}

/** What the watch needs. */
interface Watched {
  store: Store
  clock: () => number
  log: Logger
  postman: Pick<Postman, 'soon'>
}

/** The watch over a store. */
export function createGuardrailWatch({ store, clock, log, postman }: Watched): GuardrailWatch {
  let running: Promise<unknown> = Promise.resolve()
  let waiting: NodeJS.Timeout | undefined
  let schedule: NodeJS.Timeout | undefined
  let looked = -Infinity
  let over = false
  let standing: ReadonlyMap<string, GuardrailReading['state']> = new Map()

  const lookOnce = async (): Promise<string[]> => {
    const campaigns = (await store.campaigns.live()).filter(({ state }) => state === 'running')
    if (campaigns.length === 0) return []
    const changes = await store.changes.list()
    const paused: string[] = []
    const found = new Map<string, GuardrailReading['state']>()
    for (const campaign of campaigns) {
      const { readings } = await guardrailStatus(store, campaign, changes)
      found.set(campaign.id, worstOf(readings))
      if (await tellOfSplit(store, campaign, clock())) postman.soon()
      const crossed = readings.filter(({ state }) => state === 'crossed')
      if (crossed.length === 0) continue
      if (!(await pause(campaign, crossed))) continue
      postman.soon()
      paused.push(campaign.id)
      log.warn({ campaign: campaign.id, crossed }, 'a guardrail was crossed: the campaign is paused')
    }
    standing = found
    return paused
  }
  /** False where somebody changed the state meanwhile. */
  const pause = ({ id, definition, version }: LiveCampaign, crossed: readonly GuardrailReading[]): Promise<boolean> =>
    store.transaction(async (inner) => {
      if ((await inner.campaigns.find(id))?.state !== 'running') return false
      await setCampaignState(inner, id, 'auto-paused', GUARDRAILS, clock(), { crossed })
      await tell(inner, 'campaign.paused', { campaign: id, name: definition.name, version, crossed }, clock())
      return true
    })
  // One after another: two looks at once would pause twice.
  const look = (): Promise<string[]> => {
    const found = running.then(lookOnce)
    running = found.catch(() => undefined)
    return found
  }
  const run = (): void => {
    looked = performance.now()
    running = look().catch((error: unknown) => log.error({ err: error }, 'the guardrails could not be read'))
  }
  return {
    look,
    standing: (campaign) => standing.get(campaign),
    soon() {
      if (over || waiting) return
      const rest = looked + REST - performance.now()
      if (rest <= 0) return run()
      waiting = setTimeout(() => {
        waiting = undefined
        run()
      }, rest)
      waiting.unref()
    },
    every(ms) {
      schedule = setInterval(run, ms)
      schedule.unref()
    },
    async settled() {
      over = true
      clearTimeout(waiting)
      clearInterval(schedule)
      await running
    },
  }
}

/** What one light can say of all that is watched: harm, else that nothing crossed where one can tell, else that nobody can tell yet. */
function worstOf(readings: readonly GuardrailReading[]): GuardrailReading['state'] {
  const states = new Set(readings.map(({ state }) => state))
  return states.has('crossed') ? 'crossed' : states.has('fine') ? 'fine' : 'wait'
}
