import { hash } from '../bucket.ts'
import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import type { GateCheck, Refuse } from './gate.ts'

const DAY = 86_400_000
/** Surveys draw a new sample this often, so that nearly everybody is asked within a quarter. */
const SAMPLE_DAYS = 30

/** How often this campaign may appear to this person, by its own clock. "Seen" counts, not "answered". */
export const cadence: GateCheck = (compiled, input, refuse) => {
  const { campaign } = compiled
  const { history, now } = input
  const { show, days, max = Infinity, account: shared } = campaign.cadence
  /** Refuses until `needed` days have passed since a moment. */
  const wait = (code: string, since: number | undefined, needed = 0): void => {
    const until = (since ?? -Infinity) + needed * DAY
    if (now < until) refuse(code, since, needed, until)
  }
  const past = history.campaigns[campaign.id]
  if (past) {
    const { shown, lastShownAt, response } = past
    if (show === 'once' && shown > 0) refuse('seen-once', shown, 0)
    if (show === 'until-answered' && response && response !== 'not-now') refuse('answered', response, null)
    if (show === 'every') wait('too-soon', lastShownAt, days)
    if (shown >= max) refuse('seen-max', shown, max)
  }
  const everybody = history.accountCampaigns?.[campaign.id]
  if (everybody && shared) {
    const most = shared.max ?? Infinity
    wait('account-too-soon', everybody.lastShownAt, shared.days)
    if (everybody.shown >= most) refuse('account-seen-max', everybody.shown, most)
  }
  quiet(compiled, input, wait)
  if (campaign.motion === 'survey') surveyed(campaign.id, input, wait, refuse)
}

type Wait = (code: string, since: number | undefined, days?: number) => void

function quiet({ campaign, selling }: CompiledCampaign, { history, now }: DecisionInput, wait: Wait): void {
  // A refusal of an offer speaks for the whole account.
  const accounts = selling ? history.accountResponses?.[campaign.id] : undefined
  const { response, respondedAt: at = 0 } = history.campaigns[campaign.id] ?? {}
  if (!response && !accounts) return
  const { show, quiet: given = {} } = campaign.cadence
  const days: Record<string, number> = {
    'not-now': given.notNow ?? 14,
    no: given.no ?? 90,
    // What always stands there, such as a locked preview, does not vanish because somebody pressed its button.
    accepted: given.accepted ?? (show === 'always' ? 0 : 90),
  }
  for (const answer of [response && { response, at }, accounts]) {
    if (!answer || now >= answer.at + (days[answer.response] ?? 0) * DAY) continue
    return wait(`quiet-${answer.response}`, answer.at, days[answer.response])
  }
}

/** One clock for all surveys of a person, and the sample of each. */
function surveyed(id: string, { user, now, settings, history }: DecisionInput, wait: Wait, refuse: Refuse): void {
  const { surveys, surveySampling } = settings
  const { shownAt, answeredAt } = history.surveys ?? {}
  wait('survey-first-days', history.firstSeenAt, surveys.firstAskDays)
  wait('survey-answered', answeredAt, surveys.afterAnswerDays)
  if (!(Number(answeredAt) >= Number(shownAt))) wait('survey-seen', shownAt, surveys.afterSeenDays)
  if (surveySampling >= 1) return
  const bucket = hash(`sample:${id}:${Math.floor(now / (SAMPLE_DAYS * DAY))}`, user, 2) ?? 1
  if (bucket >= surveySampling) refuse('not-sampled', bucket, surveySampling)
}
