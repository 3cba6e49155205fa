import { hash } from '../bucket.ts'
import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput, Reason } from '../decision.ts'
import type { GateCheck } from './gate.ts'

const DAY = 86_400_000
/** Surveys draw a new sample this often, so that nearly everybody is asked within a quarter. */
const SAMPLE_DAYS = 30

/** How often this campaign may appear to this person, by its own clock. "Seen" counts, not "answered". */
export const cadence: GateCheck = (compiled, input) => {
  const reasons = [...seen(compiled, input), ...account(compiled, input), ...quiet(compiled, input), ...surveyed(compiled, input)]
  return reasons.length > 0 ? reasons : undefined
}

function* seen({ campaign }: CompiledCampaign, { history, now }: DecisionInput): Iterable<Reason> {
  const past = history.campaigns[campaign.id]
  if (!past) return
  const { show, days = 0, max } = campaign.cadence
  if (show === 'once' && past.shown >= 1) yield { gate: 'cadence', code: 'seen-once', actual: past.shown, needed: 0 }
  if (show === 'until-answered' && past.response !== undefined && past.response !== 'not-now') {
    yield { gate: 'cadence', code: 'answered', actual: past.response, needed: null }
  }
  const next = (past.lastShownAt ?? -Infinity) + days * DAY
  if (show === 'every' && now < next) yield { gate: 'cadence', code: 'too-soon', actual: past.lastShownAt, needed: days, until: next }
  if (max !== undefined && past.shown >= max) yield { gate: 'cadence', code: 'seen-max', actual: past.shown, needed: max }
}

function* quiet({ campaign, selling }: CompiledCampaign, { history, now }: DecisionInput): Iterable<Reason> {
  const { show, quiet: given = {} } = campaign.cadence
  const days: Record<string, number> = {
    'not-now': given.notNow ?? 14,
    no: given.no ?? 90,
    // What always stands there, such as a locked preview, does not vanish because somebody pressed its button.
    accepted: given.accepted ?? (show === 'always' ? 0 : 90),
  }
  const past = history.campaigns[campaign.id]
  const own = past?.response !== undefined && { response: past.response, at: past.respondedAt ?? 0 }
  // A refusal of an offer speaks for the whole account.
  const accounts = selling && history.accountResponses?.[campaign.id]
  for (const answer of [own, accounts]) {
    if (!answer) continue
    const until = answer.at + (days[answer.response] ?? 0) * DAY
    if (now < until) {
      yield { gate: 'cadence', code: `quiet-${answer.response}`, actual: answer.at, needed: days[answer.response], until }
      return
    }
  }
}

/** Everybody of the account shares this clock. */
function* account({ campaign: { id, cadence: own } }: CompiledCampaign, { history, now }: DecisionInput): Iterable<Reason> {
  const past = history.accountCampaigns?.[id]
  if (!past || !own.account) return
  const { days = 0, max = Infinity } = own.account
  const next = past.lastShownAt + days * DAY
  if (now < next) yield { gate: 'cadence', code: 'account-too-soon', actual: past.lastShownAt, needed: days, until: next }
  if (past.shown >= max) yield { gate: 'cadence', code: 'account-seen-max', actual: past.shown, needed: max }
}

/** One clock for all surveys of a person, and the sample of each. */
function* surveyed({ campaign }: CompiledCampaign, { user, now, settings, history }: DecisionInput): Iterable<Reason> {
  if (campaign.motion !== 'survey') return
  const { surveys, surveySampling } = settings
  const { shownAt, answeredAt } = history.surveys ?? {}
  const clocks: [code: string, since: number | undefined, days: number][] = [
    ['survey-first-days', history.firstSeenAt, surveys.firstAskDays],
    ['survey-answered', answeredAt, surveys.afterAnswerDays],
    ['survey-seen', Number(answeredAt) >= Number(shownAt) ? undefined : shownAt, surveys.afterSeenDays],
  ]
  for (const [code, since = -Infinity, days] of clocks) {
    const until = since + days * DAY
    if (now < until) yield { gate: 'cadence', code, actual: since, needed: days, until }
  }
  if (surveySampling >= 1) return
  const bucket = hash(`sample:${campaign.id}:${Math.floor(now / (SAMPLE_DAYS * DAY))}`, user, 2) ?? 1
  if (bucket >= surveySampling) yield { gate: 'cadence', code: 'not-sampled', actual: bucket, needed: surveySampling }
}
