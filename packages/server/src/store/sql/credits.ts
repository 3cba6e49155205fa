import { EVENTS, HELD_OUT } from '@espalier/core'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { CREDITED, latestOf, type Movement } from '../billing.ts'
import type { Claim, CreditStore, Growth, Meeting, Refund } from '../credits.ts'
import { among } from './among.ts'
import { toMovement } from './billing.ts'
import type { Engine } from './engine.ts'
import { keptQuery, readyMade, type Places } from './kept-query.ts'
import { latestOfColumn } from './latest-of.ts'
import type { Tables } from './tables.ts'

type Of = Parameters<CreditStore['growthOf']>[0]
type Ids = Readonly<Record<'ids', readonly string[]>>

const ENGAGED = [EVENTS.engaged, EVENTS.accepted, EVENTS.answered]
/** Events of a decision that somebody saw. */
const SEEN = [EVENTS.shown, ...ENGAGED]
const CHECKOUT = 'checkout.session.completed'
const REFUND = 'charge.refunded'

/** The port of what credits are made of, over SQL. */
export function createCreditStore(db: Kysely<Tables>, engine: Engine): CreditStore {
  return {
    async growthOf(of, windowMs) {
      const grown = sql`select distinct account_id from movement where ${grew('movement')} ${restTo(of)}`
      const { rows } = await sql<Tables['movement']>`select * from movement where account_id in (${grown})`.execute(db)
      return growthOfMoved(db, engine, rows.map(toMovement), windowMs)
    },
  }
}

/** All that credits of those accounts are made of that grew by these movements, which are all of theirs. */
export async function growthOfMoved(db: Kysely<Tables>, engine: Engine, moved: readonly Movement[], windowMs: number): Promise<Growth> {
  const grown = new Set(moved.filter(hasGrown).map(({ account }) => account))
  if (grown.size === 0) return { movements: [], meetings: [], claims: [], refunds: [] }
  const ids = [...grown]
  return {
    movements: moved.filter(({ account }) => grown.has(account)),
    meetings: await meetingsOf(db, engine, ids, windowMs),
    claims: await claimsOf(db, engine, ids),
    refunds: await refundsOf(db, engine, ids),
  }
}

function hasGrown({ kind, amount, cause }: Movement): boolean {
  return (kind === 'new' || kind === 'expansion') && amount > 0 && CREDITED.includes(cause)
}

/** Movements that a campaign can be credited with. */
function grew(table: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${table}.${name}`)
  return sql`${column('kind')} in ('new', 'expansion') and ${column('amount')} > 0 and ${column('cause')} in (${sql.join(CREDITED)})`
}

function restTo({ account, campaign }: Of): RawBuilder<unknown> {
  if (account !== undefined) return sql`and account_id = ${account}`
  return campaign === undefined ? sql`` : sql`and account_id in (select account_id from exposure where campaign_id = ${campaign})`
}

const seenBy = keptQuery((db, { among: isAmong }: Places<Ids>) =>
  db
    .selectFrom('impression')
    .select(['id', 'campaign_id as campaign', 'account_id as account', 'at', 'ghost'])
    .where(isAmong('account_id', 'ids')),
)
const engagedIn = keptQuery((db, { value, among: isAmong }: Places<Ids & { window: number }>) =>
  readyMade<{ account: string; at: number; properties: string }>(
    db,
    sql`select distinct e.account_id as account, e.at as at, e.properties as properties from movement m
      join event e on e.account_id = m.account_id and e.at <= ${latestOfColumn('m.at')} and e.at >= m.at - ${value('window')}
      where ${grew('m')} and ${isAmong('m.account_id', 'ids')} and e.type = 'track' and e.name in (${sql.join(ENGAGED)})`,
  ),
)
const metBy = keptQuery((db, { among: isAmong }: Places<Ids>) =>
  db
    .selectFrom('exposure')
    .select(['campaign_id as campaign', 'account_id as account', 'engaged_at as at', 'arm'])
    .where(({ or, eb }) => or([eb('engaged_at', 'is not', null), eb('arm', '=', HELD_OUT)]))
    .where(isAmong('account_id', 'ids')),
)

async function meetingsOf(db: Kysely<Tables>, engine: Engine, ids: readonly string[], windowMs: number): Promise<Meeting[]> {
  const seen = await seenBy(db, engine, { ids })
  // The log has every engagement; what visitors did before they were known stands in the exposure of the person.
  const log = await engagedIn(db, engine, { ids, window: Math.round(windowMs) })
  const met = await metBy(db, engine, { ids })
  const heldOut = new Set(met.filter(({ arm }) => arm === HELD_OUT).map(keyOf))
  const engaged = [
    ...log.map(({ account, at, properties }) => ({ account, at, campaign: campaignIn(properties) })),
    ...met.flatMap(({ campaign, account, at }) => (at === null ? [] : [{ campaign, account, at }])),
  ].filter((one) => one.campaign !== '' && !heldOut.has(keyOf(one)))
  return [
    ...seen.map(({ ghost, ...one }) => ({ ...one, kind: Number(ghost) === 1 ? ('ghost' as const) : ('shown' as const) })),
    ...engaged.map((one) => ({ ...one, id: `${one.campaign}@${one.at}`, kind: 'engaged' as const })),
  ]
}

const claimed = keptQuery((db, { among: isAmong }: Places<Ids>) =>
  readyMade<{ account: string; event: string; subscription: string | null; at: number; type: string; body: string }>(
    db,
    sql`select m.account_id as account, b.id as event, m.subscription_id as subscription, b.created_at as at, b.type as type, b.body as body
      from movement m join billing_event b on b.id = m.event_id
      where ${grew('m')} and ${isAmong('m.account_id', 'ids')} and b.body like '%credit%'
    union all select c.account_id, b.id, null, b.created_at, b.type, b.body
      from customer c join billing_event b on b.customer_id = c.id
      where b.type = ${sql.lit(CHECKOUT)} and ${isAmong('c.account_id', 'ids')}`,
  ),
)

async function claimsOf(db: Kysely<Tables>, engine: Engine, ids: readonly string[]): Promise<Claim[]> {
  const rows = await claimed(db, engine, { ids })
  const claims = rows.flatMap(({ body, type, subscription, ...one }) => {
    const read = creditsIn(body, type)
    return read.credits.map((credit) => ({ ...one, subscription: subscription ?? read.subscription ?? '', credit }))
  })
  if (claims.length === 0) return []
  const { rows: events } = await sql<{ account: string; properties: string; at: number }>`
    select account_id as account, properties, at from event where type = 'track' and name in (${sql.join(SEEN)})
      and ${among(
        engine,
        'account_id',
        claims.map((one) => one.account),
      )}`.execute(db)
  // A decision begins with the first event that tells of it; the earliest one is put in last.
  const latestFirst = events.toSorted((one, other) => other.at - one.at)
  const decisions = new Map(latestFirst.map((one) => [JSON.stringify([one.account, textAt(one.properties, 'decision')]), one]))
  return claims.flatMap((claim) => {
    const decision = decisions.get(JSON.stringify([claim.account, claim.credit]))
    return decision && decision.at <= latestOf(claim.at) ? [{ ...claim, campaign: campaignIn(decision.properties) }] : []
  })
}

const repaid = keptQuery((db, { among: isAmong }: Places<Ids>) =>
  readyMade<{ account: string; event: string; at: number; body: string }>(
    db,
    sql`select c.account_id as account, b.id as event, b.created_at as at, b.body as body
      from customer c join billing_event b on b.customer_id = c.id
      where b.type = ${sql.lit(REFUND)} and b.status <> 'ignored' and ${isAmong('c.account_id', 'ids')}`,
  ),
)

async function refundsOf(db: Kysely<Tables>, engine: Engine, ids: readonly string[]): Promise<Refund[]> {
  const rows = await repaid(db, engine, { ids })
  return rows.flatMap(({ body, ...one }) => {
    const charge = objectIn(body)
    const { created, id } = charge
    const share = givenBack(charge)
    if (share <= 0 || typeof created !== 'number') return []
    return [{ ...one, charge: typeof id === 'string' ? id : one.event, share, paidAt: created * 1000 }]
  })
}

/** The share of a charge that was given back so far, 0 to 1. Stripe adds up `amount_refunded` over all refunds of a charge. */
function givenBack({ refunded, amount, amount_refunded: back }: Record<string, unknown>): number {
  if (refunded === true) return 1
  return typeof amount === 'number' && typeof back === 'number' && amount > 0 ? Math.min(1, Math.max(0, back / amount)) : 0
}

const keyOf = ({ campaign, account }: { campaign: string; account: string }): string => JSON.stringify([campaign, account])

/** Ids that a billing event may pass along: `espalier_credit` of Stripe's metadata, the reference of a checkout, `credit` of a told state. */
function creditsIn(body: string, type: string): { credits: string[]; subscription?: string } {
  const object = objectIn(body)
  const metadata = recordOf(object['metadata'])
  const told = [metadata['espalier_credit'], ...(type === CHECKOUT ? [object['client_reference_id']] : [object['credit']])]
  const { subscription } = object
  return {
    credits: told.filter((one): one is string => typeof one === 'string' && one !== ''),
    ...(typeof subscription === 'string' ? { subscription } : {}),
  }
}

/** Stripe's object, or the state that another system told. */
function objectIn(body: string): Record<string, unknown> {
  const read = recordOf(JSON.parse(body) as unknown)
  return 'data' in read ? recordOf(recordOf(read['data'])['object']) : read
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function textAt(json: string, field: string): string {
  const value = recordOf(JSON.parse(json) as unknown)[field]
  return typeof value === 'string' ? value : ''
}

const campaignIn = (properties: string): string => textAt(properties, 'campaign')
