import { createDeps } from '../deps.ts'
import type { ServerEnv } from '../env.ts'
import { openStore } from '../store/open.ts'
import type { KeyKind } from '../store/workspace.ts'

/** Makes a key in the database that `env` names and answers it whole. */
export async function createKey({ folder, databaseUrl }: ServerEnv, kind: KeyKind, label: string): Promise<string> {
  const store = await openStore({ folder, ...(databaseUrl ? { url: databaseUrl } : {}) })
  try {
    return (await createDeps(store).keys.create(kind, label)).key
  } finally {
    await store.close()
  }
}
