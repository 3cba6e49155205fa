/** What the debugger is asked: whom, where and when. Empty text stands for "not said". */
export interface Question {
  user: string
  account: string
  /** ISO 8601; empty for now. */
  at: string
  /** Address or path of the page; empty for the last one that was recorded. */
  url: string
  /** The campaign that one wonders about; it is opened first. */
  campaign: string
}

const KEYS = ['user', 'account', 'at', 'url', 'campaign'] as const

/** Reads the question from an address's query. */
export function questionOf(query: Readonly<Record<string, string | undefined>>): Question {
  const at = query['at'] ?? ''
  return {
    user: query['user'] ?? '',
    account: query['account'] ?? '',
    at: Number.isNaN(Date.parse(at)) ? '' : at,
    url: query['url'] ?? '',
    campaign: query['campaign'] ?? '',
  }
}

/** The address of the debugger with this question asked. */
export function debuggerHref(question: Partial<Question>): string {
  const query = new URLSearchParams()
  for (const key of KEYS) {
    const value = question[key]
    if (value) query.set(key, value)
  }
  const text = query.toString()
  return text ? `/console/debugger?${text}` : '/console/debugger'
}
