import type { Attention, CampaignHistory, History } from '@espalier/core'
import { emptyHistory, HELD_OUT } from '@espalier/core'
import type { Told } from '../../ingest/moments.ts'
import type { ArmedMoment, Exposure, ExposureMoment } from '../../store/exposures.ts'
import { createRows } from '../../ingest/rows.ts'
import { keyOf } from '../../ingest/working-set.ts'

const DAY = 86_400_000

interface Past extends CampaignHistory {
  campaign: string
  person: string
  account: string
  score?: number
}

interface Impression {
  campaign: string
  at: number
  cost: number
}

/** What people saw and answered, in memory; the counterpart of the store's histories, kept to the same by a test. */
export interface Encounters {
  record(told: readonly Told[]): void
  historyOf(person: string, account: string, now: number, paced: readonly string[]): History
  scoresOf(person: string): { campaign: string; score: number; at: number }[]
  armedFor(account: string): Record<string, number>
}

/** Nobody met anything yet. */
export function createEncounters(): Encounters {
  const pasts = createRows<Past>(
    ({ campaign, person }) => keyOf(campaign, person),
    ({ person }) => person,
  )
  /** Persons with a past in an account; some may have gone on to another one. */
  const refusers = new Map<string, Set<string>>()
  const byPerson = new Map<string, Impression[]>()
  const byAccount = new Map<string, Impression[]>()
  const armed = new Map<string, Map<string, number>>()

  const keep = (past: Past) => {
    pasts.put(past)
    if (past.response !== 'no' && past.response !== 'not-now') return
    refusers.set(past.account, (refusers.get(past.account) ?? new Set()).add(past.person))
  }
  const pastOf = ({ campaign, person, account }: Pick<Past, 'campaign' | 'person' | 'account'>): Past => ({
    ...(pasts.get(keyOf(campaign, person)) ?? { campaign, person, shown: 0 }),
    account,
  })
  const see = (one: ExposureMoment) => {
    const { campaign, person, account, at, cost } = one
    const past = pastOf(one)
    keep({ ...past, shown: past.shown + 1, lastShownAt: Math.max(at, past.lastShownAt ?? 0) })
    add(byPerson, person, { campaign, at, cost })
    add(byAccount, account, { campaign, at, cost })
  }
  const answer = (one: Exposure, response: NonNullable<CampaignHistory['response']>, score?: number) => {
    const past = pastOf(one)
    const isNewer = one.at >= (past.respondedAt ?? 0)
    const kept = isNewer ? (score ?? past.score) : (past.score ?? score)
    keep({ ...past, ...(isNewer && { response, respondedAt: one.at }), ...(kept !== undefined && { score: kept }) })
  }
  const arm = ({ campaign, account, at }: ArmedMoment) => {
    const known = armed.get(account) ?? new Map<string, number>()
    armed.set(account, known.set(campaign, Math.max(at, known.get(campaign) ?? at)))
  }
  const disarm = ({ campaign, account, at }: Exposure) => {
    const known = armed.get(account)
    if ((known?.get(campaign) ?? Infinity) <= at) known?.delete(campaign)
  }
  const adopt = (visitor: string, person: string) => {
    for (const past of pasts.of(visitor)) {
      pasts.drop(past)
      keep(joined(pasts.get(keyOf(past.campaign, person)), { ...past, person, account: past.account === visitor ? person : past.account }))
    }
    move(byPerson, visitor, person)
    move(byAccount, visitor, person)
    for (const [campaign, at] of armed.get(visitor) ?? []) arm({ campaign, account: person, at })
    armed.delete(visitor)
  }

  return {
    record(told) {
      for (const one of told) {
        one.armed.forEach(arm)
        one.exposed.forEach(disarm)
        one.exposed.forEach((moment) => moment.arm === HELD_OUT && see(moment))
        one.shown.forEach(disarm)
        one.shown.forEach(see)
        one.accepted.forEach((moment) => answer(moment, 'accepted'))
        one.dismissed.forEach((moment) => moment.how !== 'closed' && answer(moment, moment.how))
        one.answered.forEach((moment) => answer(moment, 'answered', moment.score))
        if (one.adopted) adopt(...one.adopted)
      }
    },
    historyOf(person, account, now, paced) {
      const history = emptyHistory()
      for (const past of pasts.of(person)) history.campaigns[past.campaign] = campaignHistory(past)
      history.userAttention = attention(byPerson.get(person), now - 7 * DAY)
      history.accountAttention = attention(byAccount.get(account), now - DAY)
      if (paced.length > 0) history.accountCampaigns = together(byAccount.get(account), paced)
      const refusals = [...(refusers.get(account) ?? [])]
        .flatMap((one) => pasts.of(one))
        .filter((past) => past.account === account && (past.response === 'no' || past.response === 'not-now'))
        .toSorted((one, other) => (one.respondedAt ?? 0) - (other.respondedAt ?? 0))
      for (const { campaign, response, respondedAt } of refusals) {
        history.accountResponses ??= {}
        history.accountResponses[campaign] = { response: response === 'no' ? 'no' : 'not-now', at: respondedAt ?? 0 }
      }
      return history
    },
    scoresOf: (person) =>
      pasts
        .of(person)
        .flatMap(({ campaign, score, respondedAt }) => (score === undefined ? [] : { campaign, score, at: respondedAt ?? 0 })),
    armedFor: (account) => Object.fromEntries(armed.get(account) ?? []),
  }
}

/** What a visitor and the person they turned out to be saw of one campaign. */
function joined(before: Past | undefined, past: Past): Past {
  if (!before) return past
  const shownAt = Math.max(before.lastShownAt ?? -Infinity, past.lastShownAt ?? -Infinity)
  const isNewer = past.respondedAt !== undefined && past.respondedAt >= (before.respondedAt ?? 0)
  const answered = isNewer ? past : before
  const score = answered.score ?? before.score ?? past.score
  return {
    campaign: past.campaign,
    person: past.person,
    account: past.account,
    shown: before.shown + past.shown,
    ...(shownAt > -Infinity && { lastShownAt: shownAt }),
    ...(answered.response !== undefined && { response: answered.response }),
    ...(answered.respondedAt !== undefined && { respondedAt: answered.respondedAt }),
    ...(score !== undefined && { score }),
  }
}

function campaignHistory({ shown, lastShownAt, response, respondedAt }: Past): CampaignHistory {
  return {
    shown,
    ...(lastShownAt !== undefined && { lastShownAt }),
    ...(response !== undefined && { response }),
    ...(respondedAt !== undefined && { respondedAt }),
  }
}

/** Keeps the impressions of one owner in the order of their times; nearly all come in it. */
function add(all: Map<string, Impression[]>, owner: string, one: Impression): void {
  const list = all.get(owner)
  if (!list) {
    all.set(owner, [one])
    return
  }
  const after = list.findLastIndex(({ at }) => at <= one.at)
  list.splice(after + 1, 0, one)
}

function move(all: Map<string, Impression[]>, from: string, to: string): void {
  for (const one of all.get(from) ?? []) add(all, to, one)
  all.delete(from)
}

function attention(list: readonly Impression[] = [], since: number): Attention[] {
  const from = list.findLastIndex(({ at }) => at <= since) + 1
  return list.slice(from).flatMap(({ at, cost }) => (cost > 0 ? [[at, cost] as const] : []))
}

function together(list: readonly Impression[] = [], campaigns: readonly string[]): NonNullable<History['accountCampaigns']> {
  const counted: Record<string, { shown: number; lastShownAt: number }> = {}
  for (const { campaign, at } of list) {
    if (!campaigns.includes(campaign)) continue
    const known = counted[campaign]
    counted[campaign] = { shown: (known?.shown ?? 0) + 1, lastShownAt: Math.max(at, known?.lastShownAt ?? at) }
  }
  return counted
}
