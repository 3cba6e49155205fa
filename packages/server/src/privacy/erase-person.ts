import type { Campaign } from '@espalier/core/schema'
import { EVENTS } from '@espalier/core'
import { loadTimeline, type Timeline } from '../decisions/world/timeline.ts'
import { HttpError } from '../http/errors.ts'
import { leadPath } from '../leads/link.ts'
import { leadMessageId } from '../leads/tell-of-leads.ts'
import type { Traits } from '../store/people.ts'
import type { Whose } from '../store/privacy.ts'
import type { Store } from '../store/store.ts'
import { countedBy } from './counted-by.ts'
import { noteErased } from './digests.ts'
import { emptyEvent, type Counted } from './empty-event.ts'
import { blankKeys, replaceIds } from './replace-ids.ts'
import { drawTombstone, newTombstone, type Draw } from './tombstone.ts'
import { idsOfPerson } from './whose.ts'

/** When it was asked for, epoch milliseconds, and by whom. */
interface Asked {
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

/**
 * Erases a person at once: under all of their ids a name stands from now on that says nothing and leads nowhere, and what they said of
 * themselves is gone. What was counted stays, with the arms that were drawn. All of it or nothing; false when nobody has this id.
 * Throws a 409 where other people are in an account of the same id.
 */
export function erasePerson(store: Store, name: string, { at, author }: Asked): Promise<boolean> {
  return store.transaction(async (inner) => {
    const { privacy, people } = inner
    const ids = await idsOfPerson(inner, name)
    if (!ids) return false
    await refuseShared(inner, ids)
    const timeline = await loadTimeline(inner)
    const parted = await privacy.part(ids[0], newTombstone)
    const whose: Whose = { persons: [...ids, ...parted], accounts: ids }
    const names = await namesFor(inner, whose, timeline)
    const within = [...new Set((await people.memberships(ids)).map(({ account }) => account))]
    await emptyEvents(inner, whose, within, names, await countedBy(inner, timeline))
    await renameInMessages(inner, whose, names)
    await renameInAccounts(inner, within, names)
    await privacy.rename(names)
    await privacy.empty([...names.values()])
    await noteErased(privacy, ids, at)
    await privacy.forget()
    await inner.changes.append({ at, author, kind: 'erased', subject: 'person', body: {} })
    return true
  })
}

/** Who is alone is an account of their own; an account that others are in, too, is not the person's to erase. */
async function refuseShared({ people }: Store, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const members = await people.membersOf(id, ids.length + 1)
    if (members.every((one) => ids.includes(one.id))) continue
    throw new HttpError(409, 'account-shared', `other people are in the account "${id}", which has the id of this person`)
  }
}

/** A new name for each id. */
async function namesFor({ privacy }: Store, whose: Whose, timeline: Timeline): Promise<Map<string, string>> {
  const draws = new Map<string, Map<string, Draw>>()
  for await (const rows of privacy.rowsOf('event', { persons: [], accounts: whose.accounts })) {
    for (const { name, account_id: account, received_at: received, properties } of rows) {
      if (!DRAWN.has(name)) continue
      const { campaign, version } = properties as { campaign: string; version: number }
      const definition: Campaign | undefined = timeline.version(campaign, version)?.definition
      if (!definition || definition.assignment !== 'hash') continue
      const { settings } = timeline.rulesAt(Number(received))
      const own = draws.get(String(account)) ?? new Map<string, Draw>()
      draws.set(String(account), own.set(JSON.stringify([campaign, version, settings.holdout]), { definition, settings }))
    }
  }
  const names = new Map(whose.persons.map((id) => [id, id]))
  for (const id of whose.accounts) names.set(id, await drawTombstone(id, [...(draws.get(id)?.values() ?? [])]))
  return names
}

async function emptyEvents(
  { privacy }: Store,
  whose: Whose,
  within: readonly string[],
  names: ReadonlyMap<string, string>,
  counted: Counted,
): Promise<void> {
  for await (const rows of privacy.rowsOf('event', whose, within)) {
    for (const row of rows) {
      const { properties, context } = emptyEvent(row, names, counted)
      await privacy.rewrite('event', row, { properties, context })
    }
  }
}

/** Messages to the owner, replays of drafts, and what billing told. */
async function renameInMessages({ privacy }: Store, whose: Whose, names: ReadonlyMap<string, string>): Promise<void> {
  for await (const rows of privacy.rowsOf('hook_message', whose)) {
    for (const row of rows) {
      const { data: told } = row['body'] as { data: { account?: string } }
      const body = replaceIds(row['body'], names) as { data: { campaign: string; account: string } }
      const own = told.account !== undefined && names.has(told.account)
      if (own) Object.assign(body.data, { name: body.data.account })
      const passed = own && row['type'] === 'lead.passed'
      if (passed && 'evidence' in body.data) Object.assign(body.data, { evidence: leadPath(body.data) })
      const id = passed ? leadMessageId(body.data) : String(row['id'])
      await privacy.rewrite('hook_message', row, { id, body })
    }
  }
  for await (const rows of privacy.rowsOf('backtest', whose)) {
    for (const row of rows) await privacy.rewrite('backtest', row, { result: replaceIds(row['result'], names, 'path') })
  }
  for await (const rows of privacy.rowsOf('billing_event', whose)) {
    for (const row of rows) await privacy.rewrite('billing_event', row, { body: blankKeys(replaceIds(row['body'], names), PERSONAL) })
  }
}

/** Traits in which the accounts that the person is in name them. */
async function renameInAccounts({ people }: Store, accounts: readonly string[], names: ReadonlyMap<string, string>): Promise<void> {
  const known = [...(await people.accounts(accounts)).values()]
  const renamed = known.map((one) => ({ ...one, traits: replaceIds(one.traits, names) as Traits }))
  await people.save({ accounts: renamed.filter((one, index) => JSON.stringify(one) !== JSON.stringify(known[index])) })
}
