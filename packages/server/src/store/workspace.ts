import type { Catalog, Definitions, Settings } from '@espalier/core/schema'

/** Who may use a key: `public` sits in pages (write events, boot), `secret` sits on servers (everything). */
export type KeyKind = 'public' | 'secret'

/** A key as it may be listed: never the key itself. Times are epoch milliseconds. */
export interface ApiKey {
  id: string
  kind: KeyKind
  /** The first characters, to tell keys apart. */
  prefix: string
  label: string
  createdAt: number
  revokedAt?: number
}

/** Custom events that are counted over the past before they are in force. */
export interface Counting {
  /** The definitions as they were saved. */
  wanted: Definitions
  /** Who saved them. */
  author: string
  /** What is counted, and how far: the position in the log up to which it was. */
  events: readonly { id: string; after: number }[]
}

/** What the workspace decided once: settings, catalogue, definitions, keys. */
export interface WorkspaceStore {
  /** The settings; defaults where none were saved. */
  settings(): Promise<Settings>
  saveSettings(settings: Settings): Promise<void>
  /** The catalogue; empty where none was saved. */
  catalog(): Promise<Catalog>
  saveCatalog(catalog: Catalog): Promise<void>
  /** Segments and custom events that are in force; none where none were saved. */
  definitions(): Promise<Definitions>
  saveDefinitions(definitions: Definitions): Promise<void>
  /** Custom events that are counted now; undefined where none is. */
  counting(): Promise<Counting | undefined>
  saveCounting(counting: Counting | undefined): Promise<void>
  /**
   * Changes whenever settings, catalogue, definitions, or which campaigns run change, and is never the same again: what was worked out
   * from them holds while it stays. Undefined before the first change.
   */
  stamp(): Promise<string | undefined>
  /** A note that a capability keeps for itself, for example that the demo data was written. */
  note(name: string): Promise<string | undefined>
  /** Keeps `value` under `name` unless there is a note already, and answers what is kept. */
  noteOnce(name: string, value: string): Promise<string>
  /** All keys, oldest first, revoked ones included. */
  keys(): Promise<ApiKey[]>
  /** `hash` is the SHA-256 of the whole key, hexadecimal. */
  addKey(key: ApiKey & { hash: string }): Promise<void>
  /** The key with this hash, unless it was revoked. */
  keyByHash(hash: string): Promise<ApiKey | undefined>
  /** False when there is no such key or it was revoked before. */
  revokeKey(id: string, at: number): Promise<boolean>
}
