import { compileRule, type PageRule, share } from './page-rule.ts'

const DAY = 86_400_000
const BATCH = 50
const PATIENCE_MS = 3000

/** What an event is on its way to the server. */
interface Waiting {
  id: string
  name: string
  at: number
  user: string | undefined
  anonymous: string
  properties: object | undefined
}

interface Memory {
  anonymous: string
  days: Record<string, Record<number, number>>
  shown: Record<string, { times: number; at: number }>
}

/** The floor of a core: what a page cannot do without. */
export interface FloorClient {
  identify(user: string, traits: object): void
  track(name: string, properties?: object): void
  load(rules: readonly PageRule[]): void
  /** The first rule that may show something now. */
  pick(): PageRule | undefined
}

/**
 * The least that does the job of a core: who this is, a queue that sends in batches and when the page goes, counters by day that are
 * remembered, rules as closures, caps, a hold-out by hash. It forgives nothing, retries nothing and keeps no event over a reload.
 */
export function createFloorClient({ key, host }: { key: string; host: string }): FloorClient {
  const name = `floor:${key}`
  const memory = (JSON.parse(localStorage.getItem(name) ?? 'null') as Memory | null) ?? {
    anonymous: crypto.randomUUID(),
    days: {},
    shown: {},
  }
  const facts: Record<string, unknown> = {}
  let user: string | undefined
  const waiting: Waiting[] = []
  let rules: (PageRule & { test: ReturnType<typeof compileRule> })[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const send = (leaving: boolean): void => {
    clearTimeout(timer)
    timer = undefined
    localStorage.setItem(name, JSON.stringify(memory))
    while (waiting.length > 0) {
      const body = JSON.stringify({ key, sentAt: Date.now(), events: waiting.splice(0, BATCH) })
      if (leaving && navigator.sendBeacon(`${host}/floor`, body)) continue
      void fetch(`${host}/floor`, { method: 'POST', body, keepalive: leaving })
    }
  }
  addEventListener('pagehide', () => send(true))
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && send(true))

  const track: FloorClient['track'] = (event, properties) => {
    const at = Date.now()
    waiting.push({ id: crypto.randomUUID(), name: event, at, user, anonymous: memory.anonymous, properties })
    const days = (memory.days[event] ??= {})
    const day = Math.floor(at / DAY)
    days[day] = (days[day] ?? 0) + 1
    if (waiting.length >= BATCH) send(false)
    else timer ??= setTimeout(send, PATIENCE_MS, false)
  }
  return {
    identify: (id, traits) => {
      user = id
      Object.assign(facts, traits)
      track('identify', traits)
    },
    track,
    load: (list) => {
      rules = list.map((rule) => ({ ...rule, test: compileRule(rule) }))
    },
    pick: () => {
      const now = Date.now()
      return rules.find(({ id, cap, gapMs, holdout, test }) => {
        const shown = memory.shown[id]
        if (shown && (shown.times >= cap || now - shown.at < gapMs)) return false
        return test(facts) && share(`${id}:${user ?? memory.anonymous}`) >= holdout
      })
    },
  }
}
