import type { Guardrail, Guardrails, Motion } from '@espalier/core/schema'
import { confidenceSequenceOneSided } from '../statistics/confidence-sequence.ts'
import { absoluteEffect } from '../statistics/effect.ts'
import { momentsOfShare } from '../statistics/moments.ts'
import type { HarmCounts } from '../store/guardrails.ts'

/** Chance that a harmless campaign is ever paused, over all that is watched and however often it is looked at. */
const ALPHA = 0.05
/** Before this many accounts in each arm, and harms in the treated one, nothing is called. */
const ENOUGH = { accounts: 100, harms: 5 } as const

/** One guardrail as it stands. Shares are of accounts. */
export interface GuardrailReading {
  metric: Guardrail
  cutoff: number
  treated: { accounts: number; harmed: number }
  /** Null where the hold-out has nothing to compare. */
  heldOut: { accounts: number; harmed: number } | null
  /** The difference to the hold-out, or the share itself; null without accounts. */
  estimate: number | null
  /** What it is at least, however often one looks. */
  low: number | null
  /** `wait`: not enough yet; `crossed`: more harm than the cutoff allows, beyond chance. */
  state: 'fine' | 'wait' | 'crossed'
}

/**
 * What is watched of a campaign: each harm in the treated arm against the hold-out, by a one-sided confidence sequence, so that it can be
 * looked at after every event. A smaller contract is what a downsell and a save are for, so it is no harm of theirs.
 * @param tuning accounts at which the sequences are tightest
 */
export function guardrailReadings(counts: readonly HarmCounts[], cutoffs: Guardrails, motion: Motion, tuning: number): GuardrailReading[] {
  const treated = counts.find((one) => !one.heldOut)
  const heldOut = counts.find((one) => one.heldOut)
  const concedes = motion === 'downsell' || motion === 'save'
  const watched = (['churn', 'contraction', 'dismissal', 'detractor'] as const).filter((one) => one !== 'contraction' || !concedes)
  return watched.map((metric) => {
    const seen = metric === 'dismissal'
    const one = { accounts: (seen ? treated?.shown : treated?.accounts) ?? 0, harmed: treated?.harmed[metric] ?? 0 }
    const other = seen ? null : { accounts: heldOut?.accounts ?? 0, harmed: heldOut?.harmed[metric] ?? 0 }
    const cutoff = cutoffs[metric]
    const found = compare(one, other, ALPHA / watched.length, tuning)
    const enough = one.accounts >= ENOUGH.accounts && (other?.accounts ?? ENOUGH.accounts) >= ENOUGH.accounts && one.harmed >= ENOUGH.harms
    const state = !enough || found.low === null ? 'wait' : found.low > cutoff ? 'crossed' : 'fine'
    return { metric, cutoff, treated: one, heldOut: other, ...found, state }
  })
}

interface Side {
  accounts: number
  harmed: number
}

function compare(one: Side, other: Side | null, alpha: number, tuning: number): Pick<GuardrailReading, 'estimate' | 'low'> {
  const treated = momentsOf(one)
  if (one.accounts === 0 || other?.accounts === 0) return { estimate: null, low: null }
  const estimate = treated.mean - (other ? momentsOf(other).mean : 0)
  const effect = other
    ? absoluteEffect(treated, momentsOf(other))
    : { estimate, standardError: Math.sqrt(treated.variance / treated.n), df: treated.n - 1, n: treated.n }
  if ('reason' in effect || !(effect.standardError > 0)) return { estimate, low: null }
  return { estimate, low: confidenceSequenceOneSided(effect, alpha, tuning).low }
}

/** With one account more that was harmed and one that was not: an arm without harm so far is not certain never to have any. */
function momentsOf({ accounts, harmed }: Side): ReturnType<typeof momentsOfShare> {
  const smoothed = (harmed + 1) / (accounts + 2)
  return { ...momentsOfShare({ successes: harmed, n: accounts }), variance: smoothed * (1 - smoothed) }
}
