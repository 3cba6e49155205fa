import type { Campaign } from '@espalier/core/schema'
import { EVENTS } from '@espalier/core'
import type { Timeline } from '../decisions/world/timeline.ts'
import { leadPath } from '../leads/link.ts'
import { leadMessageId } from '../leads/tell-of-leads.ts'
import type { Traits } from '../store/people.ts'
import type { KeptRow, Whose } from '../store/privacy.ts'
import type { Store } from '../store/store.ts'
import { emptyEvent, type Counted } from './empty-event.ts'
import { blankKeys, replaceIds } from './replace-ids.ts'
import { drawTombstone, type Draw } from './tombstone.ts'

/** When it was asked for, epoch milliseconds, and by whom. */
export interface Asked {
  at: number
  author: string
}

/** Events whose arm is drawn from the name of the account. */
const DRAWN: ReadonlySet<unknown> = new Set<string>([
  EVENTS.exposure,
  EVENTS.shown,
  EVENTS.engaged,
  EVENTS.accepted,
  EVENTS.dismissed,
  EVENTS.answered,
])

/** What a billing system says of people. */
const PERSONAL: ReadonlySet<string> = new Set(
  `name email phone address shipping description customer_name customer_email customer_phone customer_address customer_shipping
  customer_details billing_details receipt_email individual_name business_name`.split(/\s+/),
)

/** A new name for each id. */
export async function namesFor({ privacy }: Store, whose: Whose, timeline: Timeline): Promise<Map<string, string>> {
  const draws = new Map<string, Map<string, Draw>>()
  for (const { accounts } of partsOf(whose)) {
    for await (const rows of privacy.rowsOf('event', { persons: [], accounts })) note(rows)
  }
  const names = new Map(whose.persons.map((id) => [id, id]))
  for (const id of whose.accounts) names.set(id, await drawTombstone(id, [...(draws.get(id)?.values() ?? [])]))
  return names

  function note(rows: readonly KeptRow[]): void {
    for (const { name, account_id: account, told_account_id: told, received_at: received, properties } of rows) {
      if (!DRAWN.has(name)) continue
      const { campaign, version } = properties as { campaign: string; version: number }
      const definition: Campaign | undefined = timeline.version(campaign, version)?.definition
      if (!definition || definition.assignment !== 'hash') continue
      const { settings } = timeline.rulesAt(Number(received))
      // Before it was part of another account, the arm was drawn from the name that the event was told of.
      for (const id of typeof told === 'string' ? [account, told] : [account]) {
        const own = draws.get(String(id)) ?? new Map<string, Draw>()
        draws.set(String(id), own.set(JSON.stringify([campaign, version, settings.holdout]), { definition, settings }))
      }
    }
  }
}

export async function emptyEvents(
  { privacy }: Store,
  whose: Whose,
  within: readonly string[],
  names: ReadonlyMap<string, string>,
  counted: Counted,
): Promise<void> {
  for (const part of partsOf(whose)) {
    for await (const rows of privacy.rowsOf('event', part, within)) {
      for (const row of rows) {
        const { properties, context } = emptyEvent(row, names, counted)
        await privacy.rewrite('event', row, { properties, context })
      }
    }
  }
}

/** Messages to the owner, replays of drafts, and what billing told. */
export async function renameInMessages({ privacy }: Store, whose: Whose, names: ReadonlyMap<string, string>): Promise<void> {
  for (const part of partsOf(whose)) {
    for await (const rows of privacy.rowsOf('hook_message', part)) {
      for (const row of rows) {
        const { data: told } = row['body'] as { data: { account?: string; person?: string } }
        const body = replaceIds(row['body'], names) as { data: { campaign: string; account: string } }
        const own = told.account !== undefined && names.has(told.account)
        if (own) Object.assign(body.data, { name: body.data.account })
        // What is to be done next is written in words, and may name whom it is about.
        if ('nextStep' in told && [told.account, told.person].some((id) => id !== undefined && names.has(id)))
          Object.assign(body.data, { nextStep: null })
        const passed = own && row['type'] === 'lead.passed'
        if (passed && 'evidence' in body.data) Object.assign(body.data, { evidence: leadPath(body.data) })
        const id = passed ? leadMessageId(body.data) : String(row['id'])
        await privacy.rewrite('hook_message', row, { id, body })
      }
    }
    for await (const rows of privacy.rowsOf('backtest', part)) {
      for (const row of rows) await privacy.rewrite('backtest', row, { result: replaceIds(row['result'], names, 'path') })
    }
    for await (const rows of privacy.rowsOf('billing_event', part)) {
      for (const row of rows) await privacy.rewrite('billing_event', row, { body: blankKeys(replaceIds(row['body'], names), PERSONAL) })
    }
  }
}

/** Ids that are looked for at once: each is a condition of its own, and no engine takes thousands. */
const AT_ONCE = 50

function* partsOf({ persons, accounts }: Whose): Generator<Whose> {
  for (let from = 0; from < Math.max(persons.length, accounts.length); from += AT_ONCE) {
    yield { persons: persons.slice(from, from + AT_ONCE), accounts: accounts.slice(from, from + AT_ONCE) }
  }
}

/** Traits in which these accounts name somebody who is erased. */
export async function renameInAccounts({ people }: Store, accounts: readonly string[], names: ReadonlyMap<string, string>): Promise<void> {
  const known = [...(await people.accounts(accounts)).values()]
  const renamed = known.map((one) => ({ ...one, traits: replaceIds(one.traits, names) as Traits }))
  await people.save({ accounts: renamed.filter((one, index) => JSON.stringify(one) !== JSON.stringify(known[index])) })
}
