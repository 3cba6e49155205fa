import type { Gate, Verdict } from '../decision.ts'
import type { BothLanguages } from '../schema/text.ts'
import { both } from './names.ts'

/** What became of a campaign, in a few words. */
export const VERDICT_NAMES: Readonly<Record<Verdict, BothLanguages>> = {
  shown: both('Would appear', '表示する'),
  'held-out': both('In the hold-out', 'ホールドアウト'),
  queued: both('Waits for its place', '場所の空き待ち'),
  blocked: both('Stays away', '表示しない'),
  unknown: both('Open', '未確定'),
}

/** The gates by the names that a product manager knows them by. */
export const GATE_NAMES: Readonly<Record<Gate, BothLanguages>> = {
  live: both('State', '公開の状態'),
  consent: both('Consent', '同意'),
  care: both('Care', '配慮'),
  audience: both('Audience', '対象'),
  trigger: both('Trigger', 'きっかけ'),
  schedule: both('Schedule', '実施期間'),
  cadence: both('How often', '頻度'),
  budget: both('Attention', '表示の上限'),
  slot: both('Place', '場所'),
  holdout: both('Hold-out', 'ホールドアウト'),
  variant: both('Variant', 'バリエーション'),
}
