import type { Account } from '../../store/people.ts'
import type { Store } from '../../store/store.ts'
import { standingsOf } from '../segments/standing.ts'
import { createKeeper, type KeptAccount, type Reading } from './account.ts'
import { InOrder } from './in-order.ts'
import { others } from '../../others.ts'

/** Accounts that are read between two turns of everything else. */
const PAGE = 500
/** Events of the log that are read at once to see whom they are about. */
const EVENTS = 10_000
/** A report that was asked for a little earlier than one that is answered already reads what that one read. Milliseconds. */
const LATELY = 60_000

/**
 * All accounts as reports see them, worked out once. Whoever the log names since then, and whoever's time is over, is worked out again
 * before the next answer, so that an answer is the same as if nothing had been remembered.
 */
export class KeptAccounts {
  readonly #store: Store
  readonly #reading: Reading
  readonly #keep: ReturnType<typeof createKeeper>
  readonly #accounts = new InOrder<KeptAccount>()
  #position = -1
  /** Another object whenever anything changed. */
  version: object = {}
  #now = -Infinity
  /** The least time at which one of them stands differently by itself. */
  #until = Infinity

  constructor(store: Store, reading: Reading) {
    this.#store = store
    this.#reading = reading
    this.#keep = createKeeper(reading)
  }

  /** Whether it can say how accounts stand at `now`: what is over is not remembered. */
  covers(now: number): boolean {
    return now >= this.#now - LATELY
  }

  /** Brings everything to how it stands at `now` and answers all accounts in order of their ids. Calls must wait for each other. */
  async at(now: number): Promise<readonly KeptAccount[]> {
    if (this.#position < 0) await this.#readAll(now)
    else await this.#readChanged(Math.max(now, this.#now))
    return this.#accounts.list
  }

  /** One of them, as of the last answer. */
  get(id: string): KeptAccount | undefined {
    return this.#accounts.get(id)
  }

  async #readAll(now: number): Promise<void> {
    const { stands } = this.#store.crowd
    const position = await stands.last()
    for (let after = ''; ;) {
      const page = await stands.page(after, PAGE)
      await this.#put(page, now)
      if (page.length < PAGE) break
      after = page.at(-1)?.id ?? after
      await others()
    }
    this.#position = position
    this.#now = now
  }

  async #readChanged(now: number): Promise<void> {
    const { stands } = this.#store.crowd
    const changed = new Set<string>()
    let position = this.#position
    for (;;) {
      const part = await stands.stirred(position, EVENTS)
      for (const id of part.ids) changed.add(id)
      position = part.position
      if (part.events < EVENTS) break
      await others()
    }
    if (now >= this.#until) this.#addOver(changed, now)
    const ids = [...changed]
    for (let from = 0; from < ids.length; from += PAGE) {
      if (from > 0) await others()
      await this.#put(await stands.some(ids.slice(from, from + PAGE)), now)
    }
    this.#position = position
    this.#now = now
  }

  /** Adds those whose time is over by `now`. */
  #addOver(changed: Set<string>, now: number): void {
    this.#until = Infinity
    for (const { id, until } of this.#accounts.list) {
      if (until <= now) changed.add(id)
      else this.#until = Math.min(this.#until, until)
    }
  }

  async #put(accounts: readonly Account[], now: number): Promise<void> {
    if (accounts.length === 0) return
    this.version = {}
    for (const standing of await standingsOf(this.#store, accounts, this.#reading, now)) {
      const kept = this.#keep(standing, now)
      this.#until = Math.min(this.#until, kept.until)
      this.#accounts.put(kept)
    }
  }
}
