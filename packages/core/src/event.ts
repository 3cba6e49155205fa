/**
 * Names of the events that Espalier itself records. They travel as `track` events through the same queue and route
 * as the host's own; a `track` with another name that starts with `espalier:` is rejected.
 *
 * Properties of the campaign events: `{ campaign, version, variant?, decision }`, with `decision` a UUID that joins the
 * exposure, the impression and the responses of one decision. In addition:
 * - `exposure`: `{ heldOut: boolean }`, the moment a campaign would show, in both arms;
 * - `heldBack`: `{ gate }`, audience and trigger matched but a care, cadence, budget or slot gate said no;
 * - `dismissed`: `{ how: 'not-now' | 'no' | 'closed' }`;
 * - `answered`: `{ score?: number, comment?: string }`;
 * - `usage`: `{ feature, used, limit? , resetsAt? }` from `setUsage`;
 * - `dropped`: `{ [reason: LossReason]: count }`, what the page's queue had to give up;
 * - `locked`: `{ feature }`, someone touched a locked feature;
 * - `view`: `PageView`, what the page was like when it decided: at its opening, and whenever that changed;
 * - `asked`: `{ campaign }`, a campaign's turn came by `show()` or by a delay that ran out;
 * - `account`: `{ plan?, care?, traits? }`, written by the server alone when people or billing change an account;
 * - `boot`: written by the server alone when it answers a page; its time is the `asOf` of the views that follow.
 */
export const EVENTS = {
  exposure: 'espalier:exposure',
  heldBack: 'espalier:held-back',
  shown: 'espalier:shown',
  engaged: 'espalier:engaged',
  accepted: 'espalier:accepted',
  dismissed: 'espalier:dismissed',
  answered: 'espalier:answered',
  usage: 'espalier:usage',
  dropped: 'espalier:dropped',
  locked: 'espalier:locked',
  view: 'espalier:view',
  asked: 'espalier:asked',
  account: 'espalier:account',
  boot: 'espalier:boot',
} as const

/**
 * What only the page knows of the input of a decision. With the events of the visit and the server's answer of `asOf` it makes every
 * decision of a page repeatable. Path, title and locale are in the context of its event.
 */
export interface PageView {
  /** `at` of the server's answer that is decided with. */
  asOf: number
  /** Milliseconds since this page, or this address, was opened. */
  openFor: number
  /** Names of slots, and `gate:<feature>`, on the page. */
  places: string[]
  /** Those of them of which at least half is in the window. */
  visible: string[]
  device: string
  /** IANA zone of the browser. */
  zone: string
  consent: boolean
}

/**
 * Why a page gave an event up: `full` (10,000 waited already), `expired` (it waited 7 days), `too-large` (over 32 KB), `unreadable`
 * (it cannot be written as JSON), `rejected` (the server said which field is wrong), `refused` (the server refused the request that
 * held it alone), `consent` (withdrawn before it was sent).
 */
export const LOSS_REASONS = ['full', 'expired', 'too-large', 'unreadable', 'rejected', 'refused', 'consent'] as const
export type LossReason = (typeof LOSS_REASONS)[number]

/** How a person put a widget away. `not-now` and `no` start a quiet time; `closed` only counts as seen. */
export type Dismissal = 'not-now' | 'no' | 'closed'

/**
 * Events that one page recorded one after another: its visit, the id of the last of them, and where they begin and end (exclusive) in the
 * page's order, as `seq` tells it.
 */
export type Run = [visit: string, last: string, from: number, until: number]

/** One event as the page and Segment's libraries send it. Times are ISO 8601. */
export interface WireEvent {
  type: 'track' | 'identify' | 'group' | 'page' | 'screen' | 'alias'
  /** Unique for ever; the server keeps the first event with an id and answers `duplicate` to the rest. */
  messageId: string
  timestamp: string
  userId?: string
  anonymousId?: string
  /** With `group`: the account. On other events the account is `context.groupId`. */
  groupId?: string
  /** With `track`: the name. */
  event?: string
  /** With `page`: the name. */
  name?: string
  properties?: Record<string, unknown>
  traits?: Record<string, unknown>
  context?: {
    groupId?: string | undefined
    locale?: string
    visit?: string
    /** What the page had heard of its other tabs. Of pages of before: the id of the last event of another tab. */
    heard?: Run[] | string | undefined
    /** With the first view of an answer of the server on a page: what the answer was moved on by since. */
    knows?: Run[]
    page?: { path?: string; url?: string; title?: string }
    [key: string]: unknown
  }
  /** Order within one tab, so that a clock that jumps cannot reorder a visit. */
  seq?: number
}

/** The body of `POST /v1/batch`. The key may also travel as the user name of HTTP basic authentication. */
export interface Batch {
  batch: WireEvent[]
  /** When this attempt was made, by the sender's clock; stamped anew at each attempt. */
  sentAt: string
  writeKey?: string
  /** A JWT of the host's server that says who the events of a browser are about. */
  token?: string
}

/** What became of one event. Only `accepted` and `duplicate` are stored; `rejected` names the field. */
export interface EventResult {
  messageId: string
  status: 'accepted' | 'duplicate' | 'rejected'
  /**
   * With `rejected`: which field is wrong and what was expected. `unsigned`: who is named was not proven by a token; `erased`:
   * was erased after it happened.
   */
  error?: { field: string; message: string; code?: 'unsigned' | 'erased' }
}

/** The answer to `POST /v1/batch`: one result an event, in order. */
export interface BatchAnswer {
  results: EventResult[]
}
