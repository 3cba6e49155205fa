import { randomBytes } from 'node:crypto'
import { createDeps } from '../deps.ts'
import type { ServerEnv } from '../env.ts'
import { openStore } from '../store/open.ts'

/**
 * Gives somebody who may sign in to the console, by default its owner, a new password in the database that `env` names, and answers what
 * to tell them. Throws where there is nobody.
 */
export async function resetPassword({ folder, databaseUrl }: ServerEnv, email?: string): Promise<string> {
  const store = await openStore({ folder, ...(databaseUrl ? { url: databaseUrl } : {}) })
  try {
    const password = randomBytes(15).toString('base64url')
    const person = await createDeps(store).auth.resetPassword(password, email)
    if (person) return `${person.email}  ${password}`
    if (email !== undefined) throw new Error(`Nobody signs in to this console as ${email}.`)
    throw new Error('This console has no owner yet. Start the server, open the console and sign up.')
  } finally {
    await store.close()
  }
}
