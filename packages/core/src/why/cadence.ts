import { cadence, quietFor, sampleOf } from '../gates/cadence.ts'
import { type Detail, type Why, whyOf } from './reason.ts'

const DAY = 86_400_000

/** A wait of so many days since a moment. */
const waited = (since = 0, days = 0): Detail[] => [{ actual: since, needed: days, until: since + days * DAY }]

/** Why a campaign's own clock says no. */
export const whyCadence: Why = whyOf('cadence', cadence, (code, compiled, input): Detail[] => {
  const { history, settings } = input
  const { id, cadence: clock } = compiled.campaign
  const { shown, lastShownAt, response } = history.campaigns[id] ?? {}
  const everybody = history.accountCampaigns?.[id]
  const { shownAt, answeredAt } = history.surveys ?? {}
  switch (code) {
    case 'seen-once':
      return [{ actual: shown, needed: 0 }]
    case 'answered':
      return [{ actual: response, needed: null }]
    case 'too-soon':
      return waited(lastShownAt, clock.days)
    case 'seen-max':
      return [{ actual: shown, needed: clock.max }]
    case 'account-too-soon':
      return waited(everybody?.lastShownAt, clock.account?.days)
    case 'account-seen-max':
      return [{ actual: everybody?.shown, needed: clock.account?.max }]
    case 'survey-first-days':
      return waited(history.firstSeenAt, settings.surveys.firstAskDays)
    case 'survey-answered':
      return waited(answeredAt, settings.surveys.afterAnswerDays)
    case 'survey-seen':
      return waited(shownAt, settings.surveys.afterSeenDays)
    case 'not-sampled':
      return [{ actual: sampleOf(compiled, input), needed: settings.surveySampling }]
    default: {
      const quiet = quietFor(compiled, input)
      return waited(quiet?.at, quiet?.days)
    }
  }
})
