import { emptyHistory, type Attention, type History } from '@espalier/core'
import type { Kysely } from 'kysely'
import type { Past } from '../crowd.ts'
import type { Engine } from './engine.ts'
import { campaignHistory } from './histories.ts'
import { keptQuery, type Places } from './kept-query.ts'
import type { Tables } from './tables.ts'

const DAY = 86_400_000

/** Answers by which somebody refuses. */
const REFUSALS = ['not-now', 'no'] as const

/** Whose past, and until when; `paced` are the campaigns that count all people of an account. */
interface Asked {
  person: string
  account: string
  now: number
  paced: readonly string[]
}

/** What the person met, and refusals by anybody of the account. */
const meetings = keptQuery((db, { value }: Places<{ person: string; account: string }>) =>
  db
    .selectFrom('history')
    .select(['campaign_id', 'person_id', 'account_id', 'shown', 'last_shown_at', 'response', 'responded_at', 'score'])
    .where(({ eb, or, and }) =>
      or([eb('person_id', '=', value('person')), and([eb('account_id', '=', value('account')), eb('response', 'in', [...REFUSALS])])]),
    ),
)

/** Impressions that cost attention: of the person, and of anybody of the account. */
const spendings = keptQuery((db, { value }: Places<{ person: string; account: string; personSince: number; accountSince: number }>) =>
  db
    .selectFrom('impression')
    .select(['person_id', 'account_id', 'at', 'cost'])
    .where('cost', '>', 0)
    .where(({ eb, or, and }) =>
      or([
        and([eb('person_id', '=', value('person')), eb('at', '>', value('personSince'))]),
        and([eb('account_id', '=', value('account')), eb('at', '>', value('accountSince'))]),
      ]),
    ),
)

/** Impressions by everybody of the account, ghost impressions included. */
const together = keptQuery((db, { value, among }: Places<{ account: string; paced: readonly string[] }>) =>
  db
    .selectFrom('impression')
    .select(({ fn }) => ['campaign_id', fn.countAll<number>().as('shown'), fn.max('at').as('last')])
    .where('account_id', '=', value('account'))
    .where(among('campaign_id', 'paced'))
    .groupBy('campaign_id'),
)

/** The past of a person and the account around them. */
export async function readPast(db: Kysely<Tables>, engine: Engine, { person, account, now, paced }: Asked): Promise<Past> {
  const [personSince, accountSince] = [now - 7 * DAY, now - DAY]
  const [met, spent, shared] = await Promise.all([
    meetings(db, engine, { person, account }),
    spendings(db, engine, { person, account, personSince, accountSince }),
    paced.length > 0 ? together(db, engine, { account, paced }) : [],
  ])
  const own = met.filter((row) => row.person_id === person)
  // Putting a few in order here costs less than asking the database to.
  const attention = (rows: typeof spent) => rows.map(({ at, cost }): Attention => [at, cost]).sort(([one], [other]) => one - other)
  const history: History = {
    ...emptyHistory(),
    campaigns: Object.fromEntries(own.map((row) => [row.campaign_id, campaignHistory(row)])),
    userAttention: attention(spent.filter((row) => row.person_id === person && row.at > personSince)),
    accountAttention: attention(spent.filter((row) => row.account_id === account && row.at > accountSince)),
  }
  if (paced.length > 0) {
    history.accountCampaigns = Object.fromEntries(shared.map((row) => [row.campaign_id, { shown: row.shown, lastShownAt: row.last ?? 0 }]))
  }
  const refusals = met.flatMap(({ account_id, campaign_id, response, responded_at }) => {
    const refused = account_id === account ? REFUSALS.find((one) => one === response) : undefined
    return refused ? [{ campaign: campaign_id, response: refused, at: responded_at ?? 0 }] : []
  })
  // The newest refusal of a campaign counts, whoever of the account it is from.
  for (const { campaign, response, at } of refusals.toSorted((one, other) => one.at - other.at)) {
    history.accountResponses ??= {}
    history.accountResponses[campaign] = { response, at }
  }
  const scores = own.flatMap(({ campaign_id, score, responded_at }) =>
    score === null ? [] : { campaign: campaign_id, score, at: responded_at ?? 0 },
  )
  return { history, scores }
}
