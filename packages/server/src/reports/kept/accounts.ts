import { createHash } from 'node:crypto'
import type { Account } from '../../store/people.ts'
import type { Store } from '../../store/store.ts'
import { standingsOf } from '../segments/standing.ts'
import { readSnapshot, type KeptUnder, type Remembered } from '../../snapshots/snapshot.ts'
import type { SnapshotHead } from '../../store/snapshots.ts'
import { Census } from './census.ts'
import { createKeeper, type KeptAccount, type Keeper, type Reading } from './account.ts'
import { InOrder } from './in-order.ts'
import { packAccounts, unpackAccounts } from './packed.ts'
import { others } from '../../others.ts'

/** Accounts that are read between two turns of everything else. */
const PAGE = 100
/** Accounts whose time is looked at between two turns. */
const LOOKED = 20_000
/** Events of the log that are read at once to see whom they are about. */
const EVENTS = 10_000
/** A report that was asked for a little earlier than one that is answered already reads what that one read. Milliseconds. */
const LATELY = 60_000
/** Accounts that are kept together for the next start. */
const PART = 512

/** Up to where the log was read, for whom all parts that are kept of accounts hold. */
interface Told {
  /** Of what accounts were read with. */
  key: string
  position: number
}

/**
 * All accounts as reports see them, worked out once. Whoever the log names since then, and whoever's time is over, is worked out again
 * before the next answer, so that an answer is the same as if nothing had been remembered.
 */
export class KeptAccounts implements Remembered {
  from: SnapshotHead | undefined
  readonly changed: Set<number> = new Set()
  readonly #store: Store
  readonly #reading: Reading
  readonly #keeper: Keeper
  /** Where an earlier start may have kept what it remembered; undefined where nobody keeps it. */
  readonly #kept: KeptUnder | undefined
  #accounts = new InOrder<KeptAccount>()
  #census = censusOf(this.#accounts)
  #position = -1
  #now = -Infinity
  /** The least time at which one of them stands differently by itself. */
  #until = Infinity

  constructor(store: Store, reading: Reading, kept?: KeptUnder) {
    this.#store = store
    this.#reading = reading
    this.#keeper = createKeeper(reading)
    this.#kept = kept
  }

  /** Whether it can say how accounts stand at `now`: what is over is not remembered. */
  covers(now: number): boolean {
    return now >= this.#now - LATELY
  }

  /** Brings everything to how it stands at `now`. Calls must wait for each other. */
  async at(now: number): Promise<void> {
    if (this.#position < 0 && !(await this.#recall(now))) await this.#readAll(now)
    else await this.#readChanged(Math.max(now, this.#now))
  }

  /** All accounts in order of their ids. To bring new ones into this order takes as long as to look at all of them. */
  get list(): readonly KeptAccount[] {
    return this.#accounts.list
  }

  /** All of them, counted. */
  get census(): Pick<Census, 'since' | 'revision'> {
    return this.#census
  }

  /** One of them, as of the last answer. */
  get(id: string): KeptAccount | undefined {
    return this.#accounts.get(id)
  }

  get era(): string {
    return this.#kept?.era ?? ''
  }

  get parts(): number {
    return Math.ceil(this.#accounts.size / PART)
  }

  told(): Told | undefined {
    return this.#position < 0 ? undefined : { key: this.#key(), position: this.#position }
  }

  pack(part: number): Uint8Array {
    return packAccounts(this.#accounts.numbered(part * PART, (part + 1) * PART), this.#now)
  }

  #key(): string {
    return createHash('sha256').update(JSON.stringify(this.#reading)).digest('hex')
  }

  /** Takes up what an earlier start remembered; false where there is nothing that fits. */
  async #recall(now: number): Promise<boolean> {
    if (this.#kept === undefined) return false
    let position = -1
    let latest = -Infinity
    let until = Infinity
    const begin = (what: unknown) => {
      const told = what as Told
      position = told.position
      return told.key === this.#key()
    }
    const accounts = new InOrder<KeptAccount>()
    const census = censusOf(accounts)
    const unpack = (body: Uint8Array) => {
      const part = unpackAccounts(body, this.#keeper)
      latest = Math.max(latest, part.now)
      for (const account of part.accounts) {
        const before = accounts.get(account.id)
        census.replace(accounts.put(account), before, account)
        until = Math.min(until, account.until)
      }
    }
    const head = await readSnapshot(this.#store, this.#kept.kind, begin, unpack).catch(() => undefined)
    if (!head || latest > now + LATELY) return false
    this.from = head
    this.#accounts = accounts
    this.#census = census
    this.#now = latest
    this.#until = until
    this.#position = position
    return true
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
    if (now >= this.#until) await this.#addOver(changed, now)
    const ids = [...changed]
    for (let from = 0; from < ids.length; from += PAGE) {
      if (from > 0) await others()
      await this.#put(await stands.some(ids.slice(from, from + PAGE)), now)
    }
    this.#position = position
    this.#now = now
  }

  /** Adds those whose time is over by `now`. */
  async #addOver(changed: Set<string>, now: number): Promise<void> {
    const { all } = this.#accounts
    this.#until = Infinity
    for (const [place, { id, until }] of all.entries()) {
      if (until <= now) changed.add(id)
      else this.#until = Math.min(this.#until, until)
      if (place % LOOKED === LOOKED - 1) await others()
    }
  }

  async #put(accounts: readonly Account[], now: number): Promise<void> {
    if (accounts.length === 0) return
    this.#now = Math.max(this.#now, now)
    for (const standing of await standingsOf(this.#store, accounts, this.#reading, now)) {
      const kept = this.#keeper.keep(standing, now)
      this.#until = Math.min(this.#until, kept.until)
      const before = this.#accounts.get(kept.id)
      const number = this.#accounts.put(kept)
      this.#census.replace(number, before, kept)
      this.changed.add(Math.floor(number / PART))
    }
  }
}

function censusOf(accounts: InOrder<KeptAccount>): Census {
  return new Census((number) => accounts.all[number])
}
