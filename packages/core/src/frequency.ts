/** What one user (and the account around them) has seen of one campaign. Times are epoch milliseconds. */
export interface CampaignHistory {
  /** Impressions, ghost impressions of held-out accounts included. */
  shown: number
  lastShownAt?: number
  /** The last answer, and when. `accepted` and `answered` are answers; closing is not. */
  response?: 'accepted' | 'answered' | 'not-now' | 'no'
  respondedAt?: number
}

/** When an impression was, and what it cost; see `costOf`. */
export type Attention = readonly [at: number, cost: number]

/** What a decision knows about the past. The server keeps it; the page adds what is not acknowledged yet. */
export interface History {
  /** By campaign id, for this user. */
  campaigns: Record<string, CampaignHistory>
  /** What this user's impressions of the last 7 days cost, oldest first. */
  userAttention: Attention[]
  /** What the impressions of the last 24 hours cost, of all users of the account. */
  accountAttention: Attention[]
  /** When this user was seen first. */
  firstSeenAt?: number
  /** When an account of a selling campaign was refused by this account, by campaign: quiet holds for the whole account. */
  accountResponses?: Record<string, { response: 'not-now' | 'no'; at: number }>
  /** Impressions by everybody of the account, for campaigns whose cadence counts them. */
  accountCampaigns?: Record<string, { shown: number; lastShownAt: number }>
  /** The last survey of any campaign that this user saw and answered. */
  surveys?: { shownAt?: number; answeredAt?: number }
}

/** An empty past. */
export function emptyHistory(): History {
  return { campaigns: {}, userAttention: [], accountAttention: [] }
}

/** Records that `campaign` was seen at `at`, for what it cost. Changes `history`. */
export function recordImpression(history: History, campaign: string, cost: number, at: number): void {
  addImpression(pastOf(history.campaigns, campaign), at)
  if (cost === 0) return
  history.userAttention.push([at, cost])
  history.accountAttention.push([at, cost])
}

/** What is known of one campaign, to be changed. What every object inherits under such a name, `constructor` for one, is not taken over. */
export function pastOf<T extends CampaignHistory>(all: Record<string, T>, campaign: string): T {
  return (all[campaign] = { shown: 0, ...all[campaign] } as T)
}

/** Counts one impression more. Changes `past`. */
export function addImpression(past: CampaignHistory, at: number): void {
  past.shown++
  past.lastShownAt = Math.max(at, past.lastShownAt ?? 0)
}

/**
 * Records an answer. A newer answer replaces an older one; of two in one millisecond, in two tabs, it is the same one whichever is recorded
 * first. Changes `history`.
 */
export function recordResponse(history: History, campaign: string, response: NonNullable<CampaignHistory['response']>, at: number): void {
  const past = pastOf(history.campaigns, campaign)
  const { response: before = response, respondedAt = 0 } = past
  if (respondedAt > at || (respondedAt === at && before < response)) return
  past.response = response
  past.respondedAt = at
}
