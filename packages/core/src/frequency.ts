/** What one user (and the account around them) has seen of one campaign. Times are epoch milliseconds. */
export interface CampaignHistory {
  /** Impressions, ghost impressions of held-out accounts included. */
  shown: number
  lastShownAt?: number
  /** The last answer, and when. `accepted` and `answered` are answers; closing is not. */
  response?: 'accepted' | 'answered' | 'not-now' | 'no'
  respondedAt?: number
}

/** What a decision knows about the past. The server keeps it; the page adds what is not acknowledged yet. */
export interface History {
  /** By campaign id, for this user. */
  campaigns: Record<string, CampaignHistory>
  /** Times of this user's interruptive impressions in the last 7 days, oldest first. */
  userInterruptions: number[]
  /** Times of the account's interruptive impressions in the last 24 hours, by all its users. */
  accountInterruptions: number[]
  /** When this user was seen first. */
  firstSeenAt?: number
  /** When an account of a selling campaign was refused by this account, by campaign: quiet holds for the whole account. */
  accountResponses?: Record<string, { response: 'not-now' | 'no'; at: number }>
}

/** An empty past. */
export function emptyHistory(): History {
  return { campaigns: {}, userInterruptions: [], accountInterruptions: [] }
}

/** Records that `campaign` was seen at `at`. Changes `history`. */
export function recordImpression(history: History, campaign: string, interruptive: boolean, at: number): void {
  const past = (history.campaigns[campaign] ??= { shown: 0 })
  past.shown += 1
  past.lastShownAt = Math.max(at, past.lastShownAt ?? 0)
  if (!interruptive) return
  history.userInterruptions.push(at)
  history.accountInterruptions.push(at)
}

/** Records an answer. A newer answer replaces an older one. Changes `history`. */
export function recordResponse(history: History, campaign: string, response: NonNullable<CampaignHistory['response']>, at: number): void {
  const past = (history.campaigns[campaign] ??= { shown: 0 })
  if ((past.respondedAt ?? 0) > at) return
  past.response = response
  past.respondedAt = at
}
