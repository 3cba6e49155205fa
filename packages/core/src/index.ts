export { indexCampaigns } from './affected.ts'
export type { CampaignIndex } from './affected.ts'
export {
  assignArm,
  bucketRanges,
  chooseVariant,
  chooseVariation,
  equalWeights,
  hash,
  HELD_OUT,
  heldOutShare,
  inNamespace,
  isHeldOut,
  TREATED,
} from './bucket.ts'
export type { BucketRange } from './bucket.ts'
export { checkEntitlement } from './check.ts'
export type { Check } from './check.ts'
export { compileCampaign } from './compile.ts'
export type { CompiledCampaign, DecidableCampaign } from './compile.ts'
export { compileCondition, pathsOf } from './condition.ts'
export type { Groups, Test } from './condition.ts'
export { addToCounter, createCounter, dayOf, mergeCounter, readCounter, sumOfDays, windowsOf } from './counter.ts'
export type { CounterState } from './counter.ts'
export { GATES } from './decision.ts'
export type { Decision, DecisionInput, DecisionSettings, Gate, Moment, Reason, Verdict, Winner } from './decision.ts'
export { decide, heldBack } from './evaluate.ts'
export { EVENTS } from './event.ts'
export type { Batch, BatchAnswer, Dismissal, EventResult, PageView, WireEvent } from './event.ts'
export { explain, explainCondition } from './explain.ts'
export { eventFactName } from './facts.ts'
export type { Care, EventFacts, Fact, Facts, LimitFacts } from './facts.ts'
export { emptyHistory, recordImpression, recordResponse } from './frequency.ts'
export type { Attention, CampaignHistory, History } from './frequency.ts'
export { delayOf } from './gates/trigger.ts'
export { toLimit, toLimitFacts } from './limit.ts'
export type { Limit, LimitState, Usage } from './limit.ts'
export { isSelling, MOTIONS } from './motion.ts'
export type { Motion } from './motion.ts'
export { readPath } from './path.ts'
export { costOf, INTERRUPTION, placeOf } from './place.ts'
export { compileResidual, residual } from './residual.ts'
export type { Residual } from './residual.ts'
export { expandSegments } from './segment.ts'
export { shareTests } from './sharing.ts'
export type { SharedTests } from './sharing.ts'
export { clockFacts, startOfMonth, zonedTime } from './zone.ts'
export type { ZonedTime } from './zone.ts'
export { absorbEvent, countedAs } from './visit/absorb.ts'
export { campaignFacts, DETRACTOR, factsOfVisit } from './visit/facts.ts'
export { createMarks } from './visit/marks.ts'
export type { VisitMarks } from './visit/marks.ts'
export { isBy, personOf } from './visit/person.ts'
export type { Person } from './visit/person.ts'
export { prepareCampaigns } from './visit/prepare.ts'
export type { Prepared } from './visit/prepare.ts'
export { absorbUsage, limitOf } from './visit/usage.ts'
export type { ReportedUsage } from './visit/usage.ts'
export { viewOf } from './visit/view.ts'
export type { View } from './visit/view.ts'
export { createVisit, createVisitOn } from './visit/visit.ts'
export type { Placed, Taken, Visit } from './visit/visit.ts'
