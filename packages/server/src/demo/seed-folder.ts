import { createDeps } from '../deps.ts'
import type { ServerEnv } from '../env.ts'
import { openStore } from '../store/open.ts'
import { seedDemo } from './seed.ts'

/** Writes the demo's sample data into the database that `env` names. Ends early when the server that started it ends. */
export async function seedFolder({ folder, databaseUrl }: ServerEnv): Promise<void> {
  process.once('disconnect', () => process.exit(1))
  const store = await openStore({ folder, url: databaseUrl })
  try {
    await seedDemo(createDeps(store, { mode: 'demo' }))
  } finally {
    await store.close()
    process.removeAllListeners('disconnect')
    if (process.connected) process.disconnect()
  }
}
