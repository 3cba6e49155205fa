import { bucketOf } from '../bucket.ts'
import type { CompiledCampaign } from '../compile.ts'
import type { DecisionInput } from '../decision.ts'
import type { CampaignHistory } from '../frequency.ts'
import type { GateCheck } from './gate.ts'

const DAY = 86_400_000
/** Surveys draw a new sample this often, so that nearly everybody is asked within a quarter. */
const SAMPLE_DAYS = 30

/** How often this campaign may appear to this person, by its own clock. "Seen" counts, not "answered". */
export const cadence: GateCheck = (compiled, input, refuse) => {
  const { campaign } = compiled
  const { history, now, settings } = input
  const { show, days, max = Infinity, account: shared } = campaign.cadence
  const past = history.campaigns[campaign.id]
  const asks = campaign.motion === 'survey'
  const { accountCampaigns, accountResponses } = history
  // Most people have not met most campaigns.
  if (!past && !asks && !accountCampaigns && !accountResponses) return
  /** Refuses until `needed` days have passed since a moment. */
  const wait = (code: string, since = -Infinity, needed = 0): void => {
    if (now < since + needed * DAY) refuse(code)
  }
  if (past) {
    const { shown, lastShownAt, response } = past
    if (show === 'once' && shown > 0) refuse('seen-once')
    if (show === 'until-answered' && response && response !== 'not-now') refuse('answered')
    if (show === 'every') wait('too-soon', lastShownAt, days)
    if (shown >= max) refuse('seen-max')
  }
  const everybody = accountCampaigns?.[campaign.id]
  if (everybody && shared) {
    wait('account-too-soon', everybody.lastShownAt, shared.days)
    if (everybody.shown >= (shared.max ?? Infinity)) refuse('account-seen-max')
  }
  const quiet = quietFor(compiled, input)
  if (quiet) refuse(`quiet-${quiet.response}`)
  if (asks) {
    // One clock for all surveys of a person, and the sample of each.
    const { shownAt, answeredAt } = history.surveys ?? {}
    const { firstAskDays, afterAnswerDays, afterSeenDays } = settings.surveys
    wait('survey-first-days', history.firstSeenAt, firstAskDays)
    wait('survey-answered', answeredAt, afterAnswerDays)
    if (!(Number(answeredAt) >= Number(shownAt))) wait('survey-seen', shownAt, afterSeenDays)
    if (settings.surveySampling < 1 && sampleOf(compiled, input) >= settings.surveySampling) refuse('not-sampled')
  }
}

/** The answer after which nothing is shown for so many days, while they last. */
export function quietFor(
  { campaign, selling }: CompiledCampaign,
  { history, now }: DecisionInput,
): { response: NonNullable<CampaignHistory['response']>; at: number; days: number } | undefined {
  // A refusal of an offer speaks for the whole account.
  const accounts = selling ? history.accountResponses?.[campaign.id] : undefined
  const { response, respondedAt: at = 0 } = history.campaigns[campaign.id] ?? {}
  if (!response && !accounts) return undefined
  const { show, quiet: given = {} } = campaign.cadence
  const quiet: Record<string, number> = {
    'not-now': given.notNow ?? 14,
    no: given.no ?? 90,
    // What always stands there, such as a locked preview, does not vanish because somebody pressed its button.
    accepted: given.accepted ?? (show === 'always' ? 0 : 90),
  }
  for (const answer of [response && { response, at }, accounts]) {
    if (!answer) continue
    const days = quiet[answer.response] ?? 0
    if (now < answer.at + days * DAY) return { ...answer, days }
  }
  return undefined
}

/** Where in 0 to 1 the person falls in the present sample of a survey. */
export function sampleOf({ campaign }: CompiledCampaign, { user, now }: DecisionInput): number {
  return bucketOf(`sample:${campaign.id}:${Math.floor(now / (SAMPLE_DAYS * DAY))}`, user)
}
