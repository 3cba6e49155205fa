import { heldOutShare } from '@espalier/core'
import type { Locale } from '@espalier/core/schema'
import type { Names } from './names.ts'
import { englishSentences } from './sentence.en.ts'
import { japaneseSentences } from './sentence.ja.ts'
import type { Writable } from './writable.ts'

/** What the sentences need to know beside the campaign. What is not loaded yet is left out of them. */
export interface SentenceContext extends Omit<Names, 'locale'> {
  /** Share of accounts that the workspace holds out of every campaign. */
  workspaceHoldout: number | undefined
  /** IANA zone of the workspace. */
  zone?: string | undefined
}

/**
 * The whole rule as plain sentences in one language: who, when, what, how often, who is left out.
 * It reads a draft, so parts that are not written yet are left out rather than guessed.
 */
export function sentenceOf(campaign: Writable, context: SentenceContext, locale: Locale): string {
  const { workspaceHoldout, zone = 'UTC', ...known } = context
  const heldOut = workspaceHoldout === undefined ? 0 : heldOutShare(workspaceHoldout, campaign.holdout?.share)
  const names: Names = { ...known, locale }
  return locale === 'ja' ? japaneseSentences(campaign, names, heldOut, zone) : englishSentences(campaign, names, heldOut, zone)
}
