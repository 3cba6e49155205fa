import type { Catalog, Definitions, Settings } from '@espalier/core/schema'
import { request } from '../api.ts'

/** A key as it is listed: never the key itself. */
export interface ApiKey {
  id: string
  kind: 'public' | 'secret'
  /** Its first characters. */
  prefix: string
  label: string
  createdAt: string
  revokedAt?: string
}

/** Plans, features, limits and prices. */
export function readCatalog(): Promise<Catalog> {
  return request('GET', '/v1/catalog')
}

/** Replaces the catalogue. */
export function saveCatalog(catalog: unknown): Promise<Catalog> {
  return request('PUT', '/v1/catalog', catalog)
}

/** What the workspace decided once for all campaigns. */
export function readSettings(): Promise<Settings> {
  return request('GET', '/v1/settings')
}

/** Changes some of the settings; the others stay as they are now, whoever changed them last. */
export async function changeSettings(change: Partial<Settings>): Promise<Settings> {
  return request('PUT', '/v1/settings', { ...(await readSettings()), ...change })
}

/** Named audiences and counted events. */
export function readDefinitions(): Promise<Definitions> {
  return request('GET', '/v1/definitions')
}

/** Counted events of which the past is still being counted: how far, 0 to 1. */
export async function readCounting(): Promise<ReadonlyMap<string, number>> {
  const { counting } = await request<{ counting: { id: string; progress: number }[] }>('GET', '/v1/definitions/counting')
  return new Map(counting.map(({ id, progress }) => [id, progress]))
}

/** Replaces all segments and counted events. */
export function saveDefinitions(definitions: Definitions): Promise<Definitions> {
  return request('PUT', '/v1/definitions', definitions)
}

/** All keys, revoked ones included. */
export async function listKeys(): Promise<ApiKey[]> {
  return (await request<{ keys: ApiKey[] }>('GET', '/v1/keys')).keys
}

/** Makes a key; this answer is the only one that holds all of it. */
export function createKey(kind: ApiKey['kind'], label: string): Promise<ApiKey & { key: string }> {
  return request('POST', '/v1/keys', { kind, label })
}

/** Makes a key useless at once. */
export function revokeKey(id: string): Promise<unknown> {
  return request('DELETE', `/v1/keys/${encodeURIComponent(id)}`)
}
