/** How tokens are signed. `HS256`: a secret that both servers hold; the others: a key pair of which the host keeps the private half. */
export const TOKEN_ALGORITHMS = ['HS256', 'RS256', 'ES256'] as const
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number]

/** A key that tokens are checked with. Times are epoch milliseconds. */
export interface IdentityKey {
  /** What tokens name in their header as `kid`. */
  id: string
  algorithm: TokenAlgorithm
  label: string
  /** With `HS256` the secret, base64url; else the public key as PEM (SPKI). */
  material: string
  createdAt: number
  /** From then on tokens of this key are worth nothing. */
  retiredAt?: number
}

/** `signed`: named somebody and proved it; `unsigned`: carried no token; `invalid`: carried one that proves nothing, or somebody else. */
export type ProofKind = 'signed' | 'unsigned' | 'invalid'

/** How often browsers named somebody on one day, and proved it or not. */
export interface ProofCount {
  /** UTC days since the epoch. */
  day: number
  kind: ProofKind
  /** With `invalid`: what was wrong, as a short stable code; else empty. */
  reason: string
  times: number
}

/** Keys of signed identity, and how much of the traffic carries it. */
export interface IdentityStore {
  /** All keys, oldest first, retired ones included. */
  keys(): Promise<IdentityKey[]>
  addKey(key: IdentityKey): Promise<void>
  /** False when there is no such key or it was retired before. */
  retireKey(id: string, at: number): Promise<boolean>
  /** Adds to what was counted before. */
  count(counts: Iterable<ProofCount>): Promise<void>
  /** Both days are included; by day, kind and reason. */
  countsIn(from: number, to: number): Promise<ProofCount[]>
}
