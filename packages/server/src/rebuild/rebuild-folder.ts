import type { ServerEnv } from '../env.ts'
import { openStore } from '../store/open.ts'
import { rebuild } from './rebuild.ts'

/** Rebuilds the data that the environment names, and answers the number of events. */
export async function rebuildFolder({ folder, databaseUrl }: Pick<ServerEnv, 'folder' | 'databaseUrl'>): Promise<number> {
  const store = await openStore({ folder, ...(databaseUrl ? { url: databaseUrl } : {}) })
  try {
    return await rebuild(store)
  } finally {
    await store.close()
  }
}
