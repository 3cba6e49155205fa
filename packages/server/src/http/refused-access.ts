import type { Logger } from 'pino'

/** How long the same refusal of the same address is not written again, milliseconds: a page with a revoked key asks all day. */
const QUIET = 60_000
/** Refusals that are remembered at most; the others are not written either, so that nobody fills a disk with them. */
const MOST = 1000

/** Who was refused, and for what. Nothing of it is what they sent. */
export interface Refused {
  readonly address: string
  readonly code: string
  readonly method: string
  readonly route: string
}

/** Writes to the log who asks for what they may not have. */
export interface RefusedAccess {
  /** `now`: milliseconds of a clock that nobody sets. */
  note(refused: Refused, now: number): void
}

/** One line a minute for each address and code. */
export function createRefusedAccess(log: Pick<Logger, 'warn'>): RefusedAccess {
  const quiet = new Map<string, number>()
  return {
    note(refused, now) {
      for (const [name, until] of quiet) {
        if (until > now) break
        quiet.delete(name)
      }
      const name = `${refused.code} ${refused.address}`
      if (quiet.has(name) || quiet.size >= MOST) return
      quiet.set(name, now + QUIET)
      log.warn({ ...refused }, 'access refused')
    },
  }
}
