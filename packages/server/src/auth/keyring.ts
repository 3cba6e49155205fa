import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { ApiKey, KeyKind, WorkspaceStore } from '../store/workspace.ts'

/** Knows keys by their hash only. */
export interface Keyring {
  /** The key's record; undefined when it is unknown or revoked. */
  find(key: string): Promise<ApiKey | undefined>
  /** Makes a key. The whole key is in this answer and nowhere else. */
  create(kind: KeyKind, label: string): Promise<ApiKey & { key: string }>
  list(): Promise<ApiKey[]>
  /** False when there is no such key or it was revoked before. */
  revoke(id: string): Promise<boolean>
}

const DEMO_KEYS = { public: 'pk_test_demo', secret: 'sk_test_demo' } as const

/** How long a key that was found is not asked for again, milliseconds. */
const TRUST = 1000
/** Keys that are remembered, at most. */
const MOST = 100

/**
 * A keyring over the store. The demo's well-known keys live in memory alone, so that no live start ever accepts them. A key that was
 * revoked here is refused at once, one that another server revoked within a second.
 */
export function createKeyring(store: WorkspaceStore, mode: 'demo' | 'live', clock: () => number): Keyring {
  const demo = mode === 'demo' ? demoKeys() : new Map<string, ApiKey>()
  const found = new Map<string, { record: ApiKey; until: number }>()
  let revocations = 0
  return {
    async find(key) {
      const known = demo.get(key)
      if (known) return known
      const hashed = hashOf(key)
      const recent = found.get(hashed)
      // Not the clock of the server: in tests and demos that one may stand still.
      const now = performance.now()
      if (recent && now < recent.until) return recent.record
      found.delete(hashed)
      const before = revocations
      const record = await store.keyByHash(hashed)
      if (found.size >= MOST) found.clear()
      if (record && before === revocations) found.set(hashed, { record, until: now + TRUST })
      return record
    },
    async create(kind, label) {
      const key = `${kind === 'public' ? 'pk' : 'sk'}_live_${randomBytes(24).toString('base64url')}`
      const record: ApiKey = { id: randomUUID(), kind, prefix: key.slice(0, 12), label, createdAt: clock() }
      await store.addKey({ ...record, hash: hashOf(key) })
      return { ...record, key }
    },
    async list() {
      return [...demo.values(), ...(await store.keys())]
    },
    async revoke(id) {
      const revoked = await store.revokeKey(id, clock())
      revocations += 1
      found.clear()
      return revoked
    },
  }
}

function demoKeys(): Map<string, ApiKey> {
  return new Map(
    (['public', 'secret'] as const).map((kind) => [
      DEMO_KEYS[kind],
      { id: `demo-${kind}`, kind, prefix: DEMO_KEYS[kind], label: 'Demo', createdAt: 0 },
    ]),
  )
}

function hashOf(key: string): string {
  return hash('sha256', key)
}
