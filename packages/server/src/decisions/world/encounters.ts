import type { CampaignHistory, History } from '@espalier/core'
import { emptyHistory, HELD_OUT } from '@espalier/core'
import type { Told } from '../../ingest/told.ts'
import type { ArmedMoment, Exposure, ExposureMoment } from '../../store/exposures.ts'
import { createRows } from '../../ingest/rows.ts'
import { createSpendings } from './spendings.ts'

const DAY = 86_400_000

interface Past extends CampaignHistory {
  campaign: string
  person: string
  account: string
  score?: number
}

/** How far back gates count what impressions cost: for a person, and for everybody of an account. Milliseconds. */
const USER_WINDOW = 7 * DAY
const ACCOUNT_WINDOW = DAY

/** What people saw and answered, in memory; the counterpart of the store's histories, kept to the same by a test. */
export interface Encounters {
  record(told: readonly Told[]): void
  /** Makes what everybody of an account met, and what was armed for it, that of another one. */
  merge(from: string, into: string): void
  historyOf(person: string, account: string, now: number, paced: readonly string[]): History
  scoresOf(person: string): { campaign: string; score: number; at: number }[]
  armedFor(account: string): Record<string, number>
}

/** Nobody met anything yet. */
export function createEncounters(): Encounters {
  const pasts = createRows<Past>(
    ({ person }) => person,
    ({ campaign }) => campaign,
  )
  /** Persons with a past in an account; some may have gone on to another one. */
  const refusers = new Map<string, Set<string>>()
  const byPerson = createSpendings(USER_WINDOW)
  const byAccount = createSpendings(ACCOUNT_WINDOW)
  /** Impressions of all people of an account, by campaign. */
  const together = new Map<string, Map<string, { shown: number; lastShownAt: number }>>()
  const armed = new Map<string, Map<string, number>>()

  const keep = (past: Past) => {
    pasts.put(past)
    if (past.response !== 'no' && past.response !== 'not-now') return
    refusers.set(past.account, (refusers.get(past.account) ?? new Set()).add(past.person))
  }
  const pastOf = ({ campaign, person, account }: Pick<Past, 'campaign' | 'person' | 'account'>): Past => {
    const known = pasts.get(person, campaign)
    if (!known) return { campaign, person, account, shown: 0 }
    known.account = account
    return known
  }
  const count = (account: string, campaign: string, shown: number, at: number) => {
    const campaigns = together.get(account) ?? new Map<string, { shown: number; lastShownAt: number }>()
    const known = campaigns.get(campaign)
    campaigns.set(campaign, { shown: (known?.shown ?? 0) + shown, lastShownAt: Math.max(at, known?.lastShownAt ?? at) })
    together.set(account, campaigns)
  }
  const see = (one: ExposureMoment) => {
    const { campaign, person, account, at, cost } = one
    const past = pastOf(one)
    past.shown += 1
    past.lastShownAt = Math.max(at, past.lastShownAt ?? 0)
    keep(past)
    count(account, campaign, 1, at)
    if (cost === 0) return
    byPerson.add(person, [at, cost])
    byAccount.add(account, [at, cost])
  }
  const answer = (one: Exposure, response: NonNullable<CampaignHistory['response']>, score?: number) => {
    const past = pastOf(one)
    const isNewer = one.at >= (past.respondedAt ?? 0)
    const kept = isNewer ? (score ?? past.score) : (past.score ?? score)
    if (isNewer) Object.assign(past, { response, respondedAt: one.at })
    if (kept !== undefined) past.score = kept
    keep(past)
  }
  const arm = ({ campaign, account, at }: ArmedMoment) => {
    const known = armed.get(account) ?? new Map<string, number>()
    armed.set(account, known.set(campaign, Math.max(at, known.get(campaign) ?? at)))
  }
  const disarm = ({ campaign, account, at }: Exposure) => {
    const known = armed.get(account)
    if ((known?.get(campaign) ?? Infinity) <= at) known?.delete(campaign)
  }
  const moveAccount = (from: string, into: string) => {
    byAccount.move(from, into)
    for (const [campaign, { shown, lastShownAt }] of together.get(from) ?? []) count(into, campaign, shown, lastShownAt)
    together.delete(from)
    for (const [campaign, at] of armed.get(from) ?? []) arm({ campaign, account: into, at })
    armed.delete(from)
  }
  const adopt = (visitor: string, person: string, account: string) => {
    for (const past of [...pasts.of(visitor)]) {
      pasts.drop(past)
      keep(joined(pasts.get(person, past.campaign), { ...past, person, account: past.account === visitor ? account : past.account }))
    }
    byPerson.move(visitor, person)
    moveAccount(visitor, account)
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
    merge(from, into) {
      for (const past of pasts.all()) if (past.account === from) keep(Object.assign(past, { account: into }))
      refusers.delete(from)
      moveAccount(from, into)
    },
    historyOf(person, account, now, paced) {
      const history = emptyHistory()
      for (const past of pasts.of(person)) history.campaigns[past.campaign] = campaignHistory(past)
      history.userAttention = byPerson.since(person, now)
      history.accountAttention = byAccount.since(account, now)
      if (paced.length > 0) {
        history.accountCampaigns = {}
        for (const [campaign, one] of together.get(account) ?? []) {
          if (paced.includes(campaign)) history.accountCampaigns[campaign] = { ...one }
        }
      }
      const refusing = refusers.get(account)
      if (!refusing) return history
      const refusals = [...refusing]
        .flatMap((one) => [...pasts.of(one)])
        .filter((past) => past.account === account && (past.response === 'no' || past.response === 'not-now'))
        .toSorted((one, other) => (one.respondedAt ?? 0) - (other.respondedAt ?? 0))
      for (const { campaign, response, respondedAt } of refusals) {
        history.accountResponses ??= {}
        history.accountResponses[campaign] = { response: response === 'no' ? 'no' : 'not-now', at: respondedAt ?? 0 }
      }
      return history
    },
    scoresOf(person) {
      const scores = []
      for (const { campaign, score, respondedAt = 0 } of pasts.of(person)) {
        if (score !== undefined) scores.push({ campaign, score, at: respondedAt })
      }
      return scores
    },
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
  const history: CampaignHistory = { shown }
  if (lastShownAt !== undefined) history.lastShownAt = lastShownAt
  if (response !== undefined) history.response = response
  if (respondedAt !== undefined) history.respondedAt = respondedAt
  return history
}
