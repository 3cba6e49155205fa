import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { hostId } from '@espalier/core/schema'
import type { errors as Errors, JWTHeaderParameters } from 'jose'
import { z } from 'zod'
import { checkJson } from '../http/check-json.ts'
import type { IdentityKey } from '../store/identity.ts'
import type { Traits } from '../store/people.ts'

/** How far the clocks of two servers may be apart, seconds. */
const LEEWAY = 60
/** The longest life of a token, seconds. */
const LONGEST = 86_400
/** The longest token, in characters. */
const LARGEST = 8192

/** What the host's server says in a token. */
export interface Claims {
  user: string
  account?: string
  traits?: Traits
  accountTraits?: Traits
  plan?: string
  /** Epoch milliseconds. */
  issuedAt: number
}

/**
 * What is wrong with a token, as a stable code. `somebody-else`: it is good, and about another person or account than the request.
 */
export const PROBLEMS = {
  malformed: 'expected a JWT in compact form, at most 8192 characters',
  key: 'expected the "kid" of a key that is in use, and the algorithm that this key is for',
  signature: 'the signature does not fit the key',
  expired: 'the token has expired',
  early: 'the token is not valid yet; are the clocks of both servers right?',
  long: 'expected an "exp" at most 24 hours after "iat"',
  claims: 'expected "sub" (and "acc" where there is an account) as text, "exp" as a number, "traits" and "accountTraits" as objects',
  audience: 'expected the workspace\'s audience in "aud"',
  'somebody-else': 'the token is about another person or account',
} as const
export type Problem = keyof typeof PROBLEMS

/** What a token proves: its claims, or nothing, and why not. */
export type Proof = { readonly claims: Claims } | { readonly problem: Problem }

const text = hostId.refine((value) => value.isWellFormed())
const traits = z.record(z.string().max(200), z.unknown())
const payload = z.object({
  sub: text,
  acc: text.optional(),
  exp: z.number(),
  iat: z.number().optional(),
  traits: traits.optional(),
  accountTraits: traits.optional(),
  plan: z.string().max(64).optional(),
})

/**
 * Checks a token against the keys in use at `now`, epoch milliseconds. Never throws: whatever is wrong is in the answer. `audience`: what
 * it has to name in `aud`; nothing where that is empty.
 */
export async function verifyToken(token: unknown, keys: readonly IdentityKey[], now: number, audience = ''): Promise<Proof> {
  if (typeof token !== 'string' || token.length > LARGEST || !isOneSpelling(token)) return { problem: 'malformed' }
  // Most servers begin without a token to check: what checks them is loaded with the first.
  const { errors, jwtVerify } = await import('jose')
  let found: unknown
  try {
    const keyOf = ({ kid, alg }: JWTHeaderParameters) => materialOf(keys.find(({ id, algorithm }) => id === kid && algorithm === alg))
    found = (await jwtVerify(token, keyOf, { clockTolerance: LEEWAY, currentDate: new Date(now), ...(audience && { audience }) })).payload
  } catch (error) {
    return { problem: problemOf(error, errors) }
  }
  const parsed = payload.safeParse(found)
  if (!parsed.success || checkJson(found)) return { problem: 'claims' }
  const { sub, acc, exp, iat = now / 1000, plan, ...said } = parsed.data
  if (iat > now / 1000 + LEEWAY) return { problem: 'early' }
  if (exp - iat > LONGEST + LEEWAY) return { problem: 'long' }
  return {
    claims: {
      user: sub,
      ...(acc !== undefined && { account: acc }),
      ...(said.traits && { traits: said.traits as Traits }),
      ...(said.accountTraits && { accountTraits: said.accountTraits as Traits }),
      ...(plan !== undefined && { plan }),
      issuedAt: Math.round(iat * 1000),
    },
  }
}

/** Many texts stand for the same bytes where a reader forgives padding, other alphabets and bits that are left over; a token has one. */
function isOneSpelling(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
}

class NoKey extends Error {}

/** The algorithm belongs to the key, so that nobody can have a public key taken for a secret. */
function materialOf(key: IdentityKey | undefined): KeyObject {
  if (!key) throw new NoKey()
  return key.algorithm === 'HS256' ? createSecretKey(Buffer.from(key.material)) : createPublicKey(key.material)
}

function problemOf(error: unknown, errors: typeof Errors): Problem {
  if (error instanceof NoKey) return 'key'
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') return 'audience'
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'nbf' && error.reason === 'check_failed' ? 'early' : 'claims'
  return 'malformed'
}
