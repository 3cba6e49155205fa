import { CAMPAIGN_STATES, MOTIONS, campaign } from '@espalier/core/schema'
import { z } from 'zod'

const state = z.enum(CAMPAIGN_STATES)
const time = z.iso.datetime()

/** A line of the campaign list. `seen14d` counts impressions of the last 14 days. */
export const campaignSummary = z.object({
  id: z.string(),
  name: z.string(),
  motion: z.enum(MOTIONS),
  kind: z.string(),
  state,
  version: z.int(),
  updatedAt: time,
  audience: z.record(z.string(), z.unknown()),
  /** Share of accounts that the campaign itself holds out. */
  holdout: z.number(),
  /** Who answers for it; null where nobody is named. */
  owner: z.string().nullable(),
  seen14d: z.int(),
  arms: z.array(z.object({ arm: z.string(), heldOut: z.boolean(), accounts: z.int(), converted: z.int() })),
  /**
   * How many more of those who were not held out converted, as a share, with the interval that holds however often one looks; null where
   * arms cannot be compared. `enough`: both arms are large enough for a verdict.
   */
  lift: z.object({ estimate: z.number(), low: z.number().nullable(), high: z.number().nullable(), enough: z.boolean() }).nullable(),
  /** Share of what it is credited with that was still there after 90 days; null before the first credit is as old. */
  kept90: z.number().nullable(),
  /**
   * How its guardrails stood when they were last looked at: `crossed` where one was, `fine` where one can tell and none was, else `wait`;
   * null before the first look and where it is not running.
   */
  guardrails: z.enum(['fine', 'wait', 'crossed']).nullable(),
})
export type CampaignSummary = z.infer<typeof campaignSummary>

/** Answer of `GET /v1/campaigns`. */
export const campaignList = z.object({ campaigns: z.array(campaignSummary) })

/** A campaign with its draft; `version` is the newest published one, 0 before the first. */
export const campaignDraft = z.object({ id: z.string(), state, version: z.int(), createdAt: time, updatedAt: time, draft: campaign })

/** What was published when, and by whom. */
export const versionSummary = z.object({ id: z.string(), version: z.int(), publishedAt: time, publishedBy: z.string() })

/** Answer of `POST /v1/campaigns/{id}/publish`. */
export const publication = versionSummary.extend({
  changed: z.boolean().describe('False where the draft is the newest version already: none was made, and that one runs'),
  updatedAt: time.describe('Of the campaign, for `ifUpdatedAt`'),
})

/** Answer of `GET /v1/campaigns/{id}/versions`, newest first. */
export const versionList = z.object({ versions: z.array(versionSummary) })

/** A version with its definition, which never changes again. */
export const publishedVersion = versionSummary.extend({ definition: campaign })

/** Body of `POST /v1/campaigns/{id}/state`. */
export const stateChange = z.strictObject({
  state: z.enum(['running', 'paused', 'ended']),
  reason: z
    .string()
    .trim()
    .min(10, 'expected a sentence of at least 10 characters')
    .max(1000)
    .optional()
    .describe('Required to run a campaign again that a guardrail paused'),
})
