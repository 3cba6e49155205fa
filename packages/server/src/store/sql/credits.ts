import { EVENTS, HELD_OUT } from '@espalier/core'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { CREDITED } from '../billing.ts'
import type { Claim, CreditStore, Meeting, Refund } from '../credits.ts'
import { among } from './among.ts'
import { toMovement } from './billing.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

type Of = Parameters<CreditStore['growthOf']>[0]

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
      return {
        movements: rows.map(toMovement),
        meetings: await meetingsOf(db, grown, windowMs),
        claims: await claimsOf(db, engine, grown),
        refunds: await refundsOf(db, grown),
      }
    },
  }
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

async function meetingsOf(db: Kysely<Tables>, grown: RawBuilder<unknown>, windowMs: number): Promise<Meeting[]> {
  const { rows: seen } = await sql<{ id: string; campaign: string; account: string; at: number; ghost: number }>`
    select id, campaign_id as campaign, account_id as account, at, ghost from impression where account_id in (${grown})`.execute(db)
  // The log has every engagement; what visitors did before they were known stands in the exposure of the person.
  const { rows: log } = await sql<{ account: string; at: number; properties: string }>`
    select distinct e.account_id as account, e.at as at, e.properties as properties from movement m
      join event e on e.account_id = m.account_id and e.at <= m.at + 999 and e.at >= m.at - ${sql.lit(Math.round(windowMs))}
      where ${grew('m')} and m.account_id in (${grown}) and e.type = 'track' and e.name in (${sql.join(ENGAGED)})`.execute(db)
  const { rows: first } = await sql<{ campaign: string; account: string; at: number; arm: string }>`
    select campaign_id as campaign, account_id as account, engaged_at as at, arm from exposure
      where engaged_at is not null and account_id in (${grown})`.execute(db)
  const arms = await sql<{ campaign: string; account: string }>`
    select campaign_id as campaign, account_id as account from exposure where arm = ${HELD_OUT} and account_id in (${grown})`.execute(db)
  const heldOut = new Set(arms.rows.map(keyOf))
  const engaged = [
    ...log.map(({ account, at, properties }) => ({ account, at, campaign: campaignIn(properties) })),
    ...first.map(({ campaign, account, at }) => ({ campaign, account, at })),
  ].filter((one) => one.campaign !== '' && !heldOut.has(keyOf(one)))
  return [
    ...seen.map(({ ghost, ...one }) => ({ ...one, kind: Number(ghost) === 1 ? ('ghost' as const) : ('shown' as const) })),
    ...engaged.map((one) => ({ ...one, id: `${one.campaign}@${one.at}`, kind: 'engaged' as const })),
  ]
}

async function claimsOf(db: Kysely<Tables>, engine: Engine, grown: RawBuilder<unknown>): Promise<Claim[]> {
  const { rows } = await sql<{ account: string; event: string; subscription: string | null; at: number; type: string; body: string }>`
    select m.account_id as account, b.id as event, m.subscription_id as subscription, b.created_at as at, b.type as type, b.body as body
      from movement m join billing_event b on b.id = m.event_id where ${grew('m')} and m.account_id in (${grown}) and b.body like '%credit%'
    union all select c.account_id, b.id, null, b.created_at, b.type, b.body
      from customer c join billing_event b on b.customer_id = c.id
      where b.type = ${CHECKOUT} and c.account_id in (${grown})`.execute(db)
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
    return decision && decision.at <= claim.at + 999 ? [{ ...claim, campaign: campaignIn(decision.properties) }] : []
  })
}

async function refundsOf(db: Kysely<Tables>, grown: RawBuilder<unknown>): Promise<Refund[]> {
  const { rows } = await sql<{ account: string; event: string; at: number; body: string }>`
    select c.account_id as account, b.id as event, b.created_at as at, b.body as body
      from customer c join billing_event b on b.customer_id = c.id
      where b.type = ${REFUND} and b.status <> 'ignored' and c.account_id in (${grown})`.execute(db)
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
