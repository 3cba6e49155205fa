import { randomBytes } from 'node:crypto'
import { createDeps } from '../deps.ts'
import type { ServerEnv } from '../env.ts'
import { openStore } from '../store/open.ts'

/**
 * Gives the owner of the console in the database that `env` names a new password, and answers what to tell them. Throws where there is no
 * owner.
 */
export async function resetPassword({ folder, databaseUrl }: ServerEnv): Promise<string> {
  const store = await openStore({ folder, ...(databaseUrl ? { url: databaseUrl } : {}) })
  try {
    const password = randomBytes(15).toString('base64url')
    const owner = await createDeps(store).auth.resetPassword(password)
    if (!owner) throw new Error('This console has no owner yet. Start the server, open the console and sign up.')
    return `${owner.email}  ${password}`
  } finally {
    await store.close()
  }
}
