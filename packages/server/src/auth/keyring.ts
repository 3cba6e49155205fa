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

/** A keyring over the store. The demo's well-known keys live in memory alone, so that no live start ever accepts them. */
export function createKeyring(store: WorkspaceStore, mode: 'demo' | 'live', clock: () => number): Keyring {
  const demo = mode === 'demo' ? demoKeys() : new Map<string, ApiKey>()
  return {
    async find(key) {
      return demo.get(key) ?? (await store.keyByHash(hashOf(key)))
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
    revoke: (id) => store.revokeKey(id, clock()),
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
