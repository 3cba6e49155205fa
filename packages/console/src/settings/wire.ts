import type { Catalog, Definitions, Settings } from '@espalier/core/schema'
import { request } from '../api.ts'
import { Meanwhile, open, replace, type Opened } from '../meanwhile/opened.ts'
import { same } from '../meanwhile/take-over.ts'

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

/** The catalogue, so that it can be changed. */
export function openCatalog(): Promise<Opened<Catalog>> {
  return open('/v1/catalog')
}

/** Replaces the catalogue that was opened. */
export function saveCatalog(catalog: unknown, { edition }: Opened<Catalog>): Promise<Opened<Catalog>> {
  return replace('/v1/catalog', catalog, edition)
}

/** What the workspace decided once for all campaigns. */
export function readSettings(): Promise<Settings> {
  return request('GET', '/v1/settings')
}

/** The settings, so that they can be changed. */
export function openSettings(): Promise<Opened<Settings>> {
  return open('/v1/settings')
}

/**
 * Changes some of the settings that were opened; the others stay as they are now, whoever changed them last. Throws `Meanwhile` when
 * somebody else has changed one of these some.
 */
export async function changeSettings(change: Partial<Settings>, opened: Opened<Settings>): Promise<Opened<Settings>> {
  try {
    return await replace('/v1/settings', { ...opened.value, ...change }, opened.edition)
  } catch (reason) {
    if (!(reason instanceof Meanwhile)) throw reason
    const { now } = reason as Meanwhile<Settings>
    const names = Object.keys(change) as (keyof Settings)[]
    if (now.edition === opened.edition || names.some((name) => !same(now.value[name], opened.value[name]))) throw reason
    return changeSettings(change, now)
  }
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

/** Segments and counted events, so that they can be changed. */
export function openDefinitions(): Promise<Opened<Definitions>> {
  return open('/v1/definitions')
}

/** Replaces all segments and counted events that were opened. */
export function saveDefinitions(definitions: Definitions, { edition }: Opened<Definitions>): Promise<Opened<Definitions>> {
  return replace('/v1/definitions', definitions, edition)
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
