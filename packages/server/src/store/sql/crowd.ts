import { emptyHistory, EVENTS, type History } from '@espalier/core'
import type { Kysely } from 'kysely'
import { CREDITED, type SubscriptionState } from '../billing.ts'
import type { CrowdStore, Past, Seat } from '../crowd.ts'
import { among } from './among.ts'
import { fromNewest } from './billing.ts'
import type { Engine } from './engine.ts'
import { toLogged } from './events.ts'
import { campaignHistory } from './histories.ts'
import { keptQuery, type Places } from './kept-query.ts'
import { createStandStore } from './stands.ts'
import type { Tables } from './tables.ts'

const DAY = 86_400_000

/** A part of the log. It is read a thousand times by one replay. */
const logged = keptQuery((db, { value }: Places<{ after: number; until: number }>) =>
  db.selectFrom('event').selectAll().where('position', '>', value('after')).where('position', '<=', value('until')).orderBy('position'),
)

const loggedOf = keptQuery((db, { among, value }: Places<{ accounts: readonly string[]; until: number }>) =>
  db.selectFrom('event').selectAll().where(among('account_id', 'accounts')).where('position', '<=', value('until')),
)

/**
 * Persons with a view. It goes from person to person by the index and looks for the first view of each, which is a fraction of reading
 * the events of the whole period. The loop is from https://wiki.postgresql.org/wiki/Loose_indexscan.
 */
const seen = keptQuery((db, { value }: Places<{ from: number; to: number }>) =>
  db
    .withRecursive('everybody(id)', (everybody) =>
      everybody
        .selectFrom('event')
        .select(({ fn }) => fn.min('person_id').as('id'))
        .unionAll((next) =>
          next
            .selectFrom('everybody')
            .where('everybody.id', 'is not', null)
            .select((one) =>
              one
                .selectFrom('event')
                .select(({ fn }) => fn.min('person_id').as('id'))
                .whereRef('person_id', '>', 'everybody.id')
                .as('id'),
            )
            // The last one is followed by null, which has no view.
            .$castTo<{ id: string }>(),
        ),
    )
    .selectFrom('everybody')
    .select('id')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('event')
          .select('id')
          .whereRef('person_id', '=', 'everybody.id')
          .where('at', '>=', value('from'))
          .where('at', '<=', value('to'))
          .where('name', '=', EVENTS.view),
      ),
    ),
)

/** Reads over many people in SQL. */
export function createCrowdStore(db: Kysely<Tables>, engine: Engine): CrowdStore {
  return {
    stands: createStandStore(db, engine),
    pasts: (seats, now, paced) => readPasts(db, engine, seats, { now, paced }),
    async armed(accounts) {
      const rows = await db
        .selectFrom('armed')
        .selectAll()
        .where(among(engine, 'account_id', accounts))
        .execute()
      const found = new Map<string, Record<string, number>>()
      for (const { account_id, campaign_id, at } of rows) found.set(account_id, { ...found.get(account_id), [campaign_id]: at })
      return found
    },
    async subscriptions(accounts) {
      const rows = await db
        .selectFrom('subscription')
        .selectAll()
        .where(among(engine, 'account_id', accounts))
        .orderBy('id')
        .execute()
      const found = new Map<string, SubscriptionState[]>()
      for (const row of rows) push(found, row.account_id, fromNewest(row))
      return found
    },
    async links() {
      const members = await db.selectFrom('member').select(['person_id as person', 'account_id as account']).execute()
      const aliases = await db.selectFrom('alias').select(['anonymous_id as visitor', 'person_id as person']).execute()
      return { members, aliases }
    },
    async sizes() {
      const rows = await db
        .selectFrom('event')
        .select(({ fn }) => ['account_id as account', fn.countAll<number>().as('events')])
        .groupBy('account_id')
        .orderBy('account_id')
        .execute()
      return rows.map(({ account, events }) => ({ account, events: Number(events) }))
    },
    async logOf(accounts, until) {
      const rows = await loggedOf(db, engine, { accounts, until })
      // The database would carry whole rows about to sort them.
      return toLogged(rows.toSorted((one, other) => one.position - other.position))
    },
    async log(after, until, isAsked) {
      const rows = await logged(db, engine, { after, until })
      return toLogged(rows.filter((row) => isAsked(row.account_id)))
    },
    async upgrades(campaign, from, to) {
      const bought = await db
        .selectFrom('movement')
        .select(['account_id as account', 'at'])
        .where('at', '>=', from)
        .where('at', '<=', to)
        .where(({ or, and, eb }) => or([eb('kind', '=', 'new'), and([eb('kind', '=', 'expansion'), eb('cause', 'in', [...CREDITED])])]))
        .execute()
      const told = await db
        .selectFrom('conversion')
        .select(['account_id as account', 'at'])
        .where('at', '>=', from)
        .where('at', '<=', to)
        .where('mrr', '>', 0)
        .where(({ or, eb }) => or([eb('campaign_id', 'is', null), eb('campaign_id', '=', campaign)]))
        .execute()
      return [...bought, ...told].toSorted((one, other) => one.at - other.at || (one.account < other.account ? -1 : 1))
    },
    async viewers(from, to) {
      const rows = await seen(db, engine, { from, to })
      return new Set(rows.map(({ id }) => id))
    },
  }
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const known = lists.get(key)
  if (known) known.push(value)
  else lists.set(key, [value])
}

async function readPasts(
  db: Kysely<Tables>,
  engine: Engine,
  seats: readonly Seat[],
  { now, paced }: { now: number; paced: readonly string[] },
): Promise<Past[]> {
  const persons = [...new Set(seats.map(({ person }) => person))]
  const accounts = [...new Set(seats.map(({ account }) => account))]
  const attention = (column: 'person_id' | 'account_id', owners: readonly string[], since: number) =>
    db
      .selectFrom('impression')
      .select([`${column} as owner`, 'at', 'cost'])
      .where(among(engine, column, owners))
      .where('cost', '>', 0)
      .where('at', '>', since)
      .orderBy('at')
      .execute()
  const [own, theirs, users, teams, together] = await Promise.all([
    db
      .selectFrom('history')
      .selectAll()
      .where(among(engine, 'person_id', persons))
      .execute(),
    db
      .selectFrom('history')
      .select(['account_id', 'campaign_id', 'response', 'responded_at'])
      .where(among(engine, 'account_id', accounts))
      .where('response', 'in', ['not-now', 'no'])
      .orderBy('responded_at')
      .execute(),
    attention('person_id', persons, now - 7 * DAY),
    attention('account_id', accounts, now - DAY),
    paced.length === 0
      ? []
      : db
          .selectFrom('impression')
          .select(({ fn }) => ['account_id', 'campaign_id', fn.countAll<number>().as('shown'), fn.max('at').as('last')])
          .where(among(engine, 'account_id', accounts))
          .where(among(engine, 'campaign_id', paced))
          .groupBy(['account_id', 'campaign_id'])
          .execute(),
  ])
  const ownRows = Map.groupBy(own, (row) => row.person_id)
  const refusals = Map.groupBy(theirs, (row) => row.account_id)
  const userAttention = Map.groupBy(users, (row) => row.owner)
  const accountAttention = Map.groupBy(teams, (row) => row.owner)
  const impressions = Map.groupBy(together, (row) => row.account_id)
  const spent = (rows: readonly { at: number; cost: number }[] = []) => rows.map(({ at, cost }) => [at, cost] as const)
  return seats.map(({ person, account }): Past => {
    const rows = ownRows.get(person) ?? []
    const refused = refusals.get(account) ?? []
    const history: History = {
      ...emptyHistory(),
      campaigns: Object.fromEntries(rows.map((row) => [row.campaign_id, campaignHistory(row)])),
      userAttention: spent(userAttention.get(person)),
      accountAttention: spent(accountAttention.get(account)),
      ...(paced.length > 0 && {
        accountCampaigns: Object.fromEntries(
          (impressions.get(account) ?? []).map(({ campaign_id, shown, last }) => [
            campaign_id,
            { shown: Number(shown), lastShownAt: last ?? 0 },
          ]),
        ),
      }),
      ...(refused.length > 0 && {
        accountResponses: Object.fromEntries(
          refused.map(({ campaign_id, response, responded_at }) => [
            campaign_id,
            { response: response === 'no' ? ('no' as const) : ('not-now' as const), at: responded_at ?? 0 },
          ]),
        ),
      }),
    }
    const scores = rows.flatMap(({ campaign_id, score, responded_at }) =>
      score === null ? [] : { campaign: campaign_id, score, at: responded_at ?? 0 },
    )
    return { history, scores }
  })
}
