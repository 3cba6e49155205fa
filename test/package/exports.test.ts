import * as core from '@espalier/core'
import * as schema from '@espalier/core/schema'
import * as sdk from '@espalier/sdk'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from './pack.ts'

const names = (text: string) => text.trim().split(/\s+/).toSorted()

/** What a release promises. A name is added here by hand, and taken away only by a major version. */
const CORE = names(`
  DETRACTOR EVENTS GATES HELD_OUT INTERRUPTION LOSS_REASONS MOTIONS SETTLED TREATED absorbEvent absorbOutcome absorbUsage addToCounter assignArm bucketRanges campaignFacts checkEntitlement chooseVariant
  chooseVariation clockFacts compileCampaign compileCondition compileResidual costOf countEvent countedAs createCounter createMarks createVisit createVisitOn dayOf decide delayOf
  emptyHistory equalWeights eventFactName expandSegments explain explainCondition factsOfVisit fromWall hash heldBack heldOutShare inNamespace
  indexCampaigns isBy isHeldOut isSelling isSettled levelForecast levelState limitOf mergeCounter noteRun pathsOf personOf placeOf prepareCampaigns readCounter readPath recordImpression
  recordResponse residual rulesOn shareTests startOfMonth sumOfDays toLimit toLimitFacts viewOf windowsOf zonedTime
`)

const CORE_TYPES = names(`
  Attention Batch BatchAnswer BucketRange CampaignHistory CampaignIndex Care Check CompiledCampaign CounterState DecidableCampaign Decision
  DecisionInput DecisionSettings Dismissal EventFacts EventResult Fact Facts Gate Groups History Level Limit LimitFacts LimitState LossReason Moment Motion MovedBoot
  PageView Person Placed Prepared Reason ReportedUsage Residual Rules Run SharedTests Taken Test Told Usage Verdict View Visit VisitMarks Winner WireEvent ZonedTime
`)

const SCHEMA = names(`
  CAMPAIGN_STATES ERROR_CODES FACT_ROOTS LOCALES MOTIONS NOT_FOR_PAGES action attentionBudget bootRequest bothLanguages cadence campaign campaignReport catalog
  condition currency customEvent definitions feature gateContent goal hostId instant isSelling link npsContent offerContent plan price
  HOME_FIGURES HOME_LISTS cohortQuery cohortReport featureAccounts featureAccountsQuery featureQuery featureReport homeAccounts homeAccountsQuery homeQuery homeReport keptDefinitions propertiesCondition refuseSlowPatterns rowPage
  revenueAccounts revenueAccountsQuery revenueQuery revenueReport surveyQuery surveyReport CHANGE_KINDS CHURN_RECOGNISED BILLING_OUTCOMES BILLING_REASONS billingEventQuery billingEventReport changeQuery changeReport leadEvidence leadPack leadMoment LEAD_FIELDS LEAD_STATES LEAD_SIDES handover day lead leadQuery leadReport leadWord usedRates samplePlan sampleQuestion funnelQuestion funnelReport funnelRowsQuestion funnelRows schedule segment settings shortText slug trigger variant widget
`)

const SDK_TYPES = names(`
  AskToken Catalogue Check Client ClientEventName ClientEvents ClientOptions Consent Content EventName ExplainedDecision FeatureName Forward
  ForwardedEvent GateAttributes LoadPresenter LockedEventDetail MeterAttributes MeteredName OfferEvent Outcome Presentation Presenter
  Register ReportedUsage SlotAttributes SlotName TokenSource UsageSource WidgetElementMap WidgetEventDetail WidgetEventMap WidgetHost
`)

const WIDGETS_TYPES = names(`
  WidgetEventType
`)

/** Types are gone at run time; the index is a list written by hand, so it can be read. */
function listed(index: string, kind: 'export' | 'export type'): string[] {
  const text = readFileSync(join(REPOSITORY, 'packages', index), 'utf8')
  return [...text.matchAll(new RegExp(`^${kind} \\{([^}]+)\\}`, 'gm'))]
    .flatMap(([, list = '']) => list.split(','))
    .map((name) => name.trim())
    .filter(Boolean)
    .toSorted()
}

test('core promises these names', () => {
  expect(Object.keys(core).toSorted()).toEqual(CORE)
  expect(listed('core/src/index.ts', 'export type')).toEqual(CORE_TYPES)
})

test('the schemas of core promise these names', () => {
  expect(Object.keys(schema).toSorted()).toEqual(SCHEMA)
})

test('sdk promises these names', () => {
  expect(Object.keys(sdk).toSorted()).toEqual(['createClient'])
  expect(listed('sdk/src/index.ts', 'export type')).toEqual(SDK_TYPES)
})

test('widgets promise these names', () => {
  expect(listed('widgets/src/index.ts', 'export')).toEqual(['createPresenter'])
  expect(listed('widgets/src/index.ts', 'export type')).toEqual(WIDGETS_TYPES)
})
