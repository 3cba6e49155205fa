import type { ProofKind } from '../store/identity.ts'
import { PROBLEMS, type Problem, type Proof } from './token.ts'

/** Whom a request of a browser is about, as it says itself. */
export interface Named {
  userId?: string | undefined
  groupId?: string | undefined
}

/** Whether it is proven. */
export interface Judgement {
  kind: ProofKind
  /** What is wrong with the token; empty where nothing is, or there is none. */
  reason: Problem | ''
  /** For the sender: what was expected. */
  message: string
}

const NONE: ReadonlyMap<string, string> = new Map()

/**
 * Judges a request that names somebody; undefined for one that names nobody, which needs no proof. `merged`: accounts that are part of
 * another one, and which: a token for either proves both.
 */
export function judge(
  { userId, groupId }: Named,
  proof: Proof | undefined,
  merged: ReadonlyMap<string, string> = NONE,
): Judgement | undefined {
  if (userId === undefined && groupId === undefined) return undefined
  const whom = [userId !== undefined && `user "${userId}"`, groupId !== undefined && `account "${groupId}"`].filter(Boolean).join(' of ')
  const wanted = `expected a token that your server signed for ${whom}`
  if (!proof) return { kind: 'unsigned', reason: '', message: wanted }
  const invalid = (reason: Problem): Judgement => ({ kind: 'invalid', reason, message: `${wanted}: ${PROBLEMS[reason]}` })
  if ('problem' in proof) return invalid(proof.problem)
  const { user, account } = proof.claims
  const isNow = (id: string | undefined) => (id === undefined ? undefined : (merged.get(id) ?? id))
  const fits = (userId === undefined || userId === user) && (groupId === undefined || isNow(groupId) === isNow(account))
  return fits ? { kind: 'signed', reason: '', message: '' } : invalid('somebody-else')
}
