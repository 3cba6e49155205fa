/** An answer of the server. */
export interface Answer {
  /** HTTP status; 0 when there was no answer. */
  status: number
  /** The JSON body, where there was one. */
  body?: unknown
  /** What `Retry-After` says, where the server says so. */
  retryAfter?: string | null
}

/** Sends JSON text to a path of the server. Never rejects. `leaving`: the page goes away, so the request must outlive it. */
export type Post = (path: string, body: string, leaving?: boolean) => Promise<Answer>

const PATIENCE_MS = 15_000

/** Posts to `host` as `text/plain`, which needs no preflight; so the key travels in the body. */
export function createPost(host: string): Post {
  return async (path, body, leaving = false) => {
    const url = host + path
    let request: Promise<Response>
    try {
      request = fetch(url, { method: 'POST', body, keepalive: leaving, credentials: 'omit', signal: AbortSignal.timeout(PATIENCE_MS) })
    } catch {
      // A host may have replaced `fetch` with one that throws; a beacon is the other way out. It brings no answer back.
      return { status: leaving && navigator.sendBeacon(url, body) ? 202 : 0 }
    }
    try {
      const response = await request
      const body: unknown = await response.json().catch(() => undefined)
      return { status: response.status, body, retryAfter: response.headers.get('retry-after') }
    } catch {
      return { status: 0 }
    }
  }
}
