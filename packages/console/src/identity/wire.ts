import { request } from '../api.ts'

/** How tokens are signed. */
export const ALGORITHMS = ['HS256', 'ES256', 'RS256'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** A key that tokens are checked with. */
export interface IdentityKey {
  /** The `kid` of tokens. */
  id: string
  algorithm: Algorithm
  label: string
  createdAt: string
  retiredAt?: string
}

type Times = Record<'signed' | 'unsigned' | 'invalid', number>

/** How much of what browsers say about people is proven. */
export interface IdentityReport {
  /** Oldest first. */
  days: (Times & { day: string })[]
  totals: Times
  problems: { code: string; times: number }[]
}

/** All keys, retired ones included. */
export async function listIdentityKeys(): Promise<IdentityKey[]> {
  return (await request<{ keys: IdentityKey[] }>('GET', '/v1/identity/keys')).keys
}

/** Adds a key; with HS256 this answer is the only one that holds the secret. */
export function addIdentityKey(key: {
  algorithm: Algorithm
  label: string
  publicKey?: string
}): Promise<IdentityKey & { secret?: string }> {
  return request('POST', '/v1/identity/keys', key)
}

/** Makes the tokens of a key useless at once. */
export function retireIdentityKey(id: string): Promise<unknown> {
  return request('DELETE', `/v1/identity/keys/${encodeURIComponent(id)}`)
}

/** The last 14 days. */
export function readIdentityReport(): Promise<IdentityReport> {
  return request('GET', '/v1/reports/identity?days=14')
}
