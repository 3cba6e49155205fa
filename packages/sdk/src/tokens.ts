import type { Person } from '@espalier/core'
import type { Clock } from './platform/clock.ts'
import { backOff } from './transport/retry.ts'

/** Gives the token that the host's server signed for somebody: whoever is signed in now, and with `groupId` for that account of theirs. */
export type AskToken = (whose: Named) => string | Promise<string>

/** A JWT of the host's server, or how to get one. */
export type TokenSource = string | AskToken

/** By user id; under `undefined` the source for whoever is signed in. */
export type TokenSources = Map<string | undefined, TokenSource>

/** Whom a token is about. */
export type Named = Pick<Person, 'userId' | 'groupId'>

/** Tokens of the people of this page, in memory only. Nothing here throws or rejects, whatever the host's callback does. */
export interface Tokens {
  /** The token for somebody, asked for where none is known or the known one ends soon. */
  of(named: Named): Promise<string | undefined>
  /** What is known without asking. */
  known(named: Named): string | undefined
  /** Whether the host can be asked for one. */
  expected(named: Named): boolean
  /** The server did not accept `refused`: another token, where the host has one. */
  renew(named: Named, refused: string | undefined): Promise<string | undefined>
  /** The server accepted it. */
  accept(named: Named): void
}

/** What tokens are made of. */
export interface TokenParts {
  sources: Readonly<TokenSources>
  person(): Person
  clock: Clock
  /** There is a token again, after the host had none to give. */
  onToken(): void
}

interface Held {
  of: Named
  text?: string
  /** Times are epoch milliseconds by this browser's clock. */
  refreshAt: number
  failures: number
  notBefore: number
  asking?: Promise<string | undefined> | undefined
}

/** A token is renewed so long before it ends. */
const AHEAD_MS = 60_000
/** Where the clocks disagree, a token that seems old is not asked for more often than this. */
const SELDOM_MS = 30_000
const PATIENCE_MS = 10_000
const LONGEST = 8192

/** Creates an empty memory of tokens. */
export function createTokens({ sources, person, clock, onToken }: TokenParts): Tokens {
  const all = new Map<string, Held>()
  /** A token for an account is good for what its person did before naming one. */
  const whose = (named: Named): Named => {
    if (named.groupId !== undefined) return named
    if (named.userId === person().userId) return person()
    return [...all.values()].find(({ of, text }) => of.userId === named.userId && text !== undefined)?.of ?? named
  }
  const heldFor = (named: Named): Held => {
    const of = whose(named)
    const held = all.get(keyOf(of)) ?? { of, refreshAt: 0, failures: 0, notBefore: 0 }
    all.set(keyOf(of), held)
    return held
  }
  const sourceOf = (named: Named): TokenSource | undefined => {
    const own = named.userId === undefined ? undefined : sources.get(named.userId)
    // The host gives tokens for whoever is there now; nobody else's may be asked for.
    return own ?? (named.userId === person().userId ? sources.get(undefined) : undefined)
  }
  const backAway = (held: Held): number => {
    const ms = backOff(++held.failures)
    held.notBefore = clock.now() + ms
    return ms
  }
  const ask = (named: Named, source: TokenSource): Promise<string | undefined> => {
    const held = heldFor(named)
    return (held.asking ??= answerOf(source, held.of, clock).then((text) => {
      held.asking = undefined
      if (typeof text === 'string' && text !== '' && text.length <= LONGEST) {
        held.text = text
        held.refreshAt = Math.max(endOf(text) - AHEAD_MS, clock.now() + SELDOM_MS)
        return text
      }
      clock.after(backAway(held), () => {
        if (sourceOf(named) === source) void ask(named, source).then((late) => late !== undefined && onToken())
      })
      return undefined
    }))
  }

  return {
    of: async (named) => {
      const held = heldFor(named)
      const source = sourceOf(named)
      if (source === undefined || clock.now() < Math.max(held.refreshAt, held.notBefore)) return held.text
      return (await ask(named, source)) ?? held.text
    },
    known: (named) => heldFor(named).text,
    expected: (named) => sourceOf(named) !== undefined,
    renew: async (named, refused) => {
      const held = heldFor(named)
      const source = sourceOf(named)
      if (typeof source !== 'function' || clock.now() < held.notBefore) return undefined
      const text = await ask(named, source)
      if (text !== undefined) backAway(held)
      return text === refused ? undefined : text
    },
    accept: (named) => {
      Object.assign(heldFor(named), { failures: 0, notBefore: 0 })
    },
  }
}

/** What the host answers; undefined where it throws, rejects, or takes too long. */
function answerOf(source: TokenSource, { userId, groupId }: Named, clock: Clock): Promise<unknown> {
  return new Promise((resolve) => {
    const stop = clock.after(PATIENCE_MS, () => resolve(undefined))
    const settle = (text?: unknown): void => {
      stop()
      resolve(text)
    }
    Promise.resolve()
      .then(() => (typeof source === 'string' ? source : source({ userId, groupId } as Named)))
      .then(settle, () => settle())
  })
}

/** When a token ends, epoch milliseconds; never, where it does not say so in a way that can be read. The server is the judge of it. */
function endOf(token: string): number {
  try {
    const [, payload = ''] = token.split('.')
    const { exp } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: unknown }
    return typeof exp === 'number' ? exp * 1000 : Infinity
  } catch {
    return Infinity
  }
}

function keyOf({ userId, groupId }: Named): string {
  return JSON.stringify([userId, groupId])
}
