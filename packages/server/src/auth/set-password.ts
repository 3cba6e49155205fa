import type { DBAdapter, Where } from 'better-auth'

/** How the library names a password among the ways to sign in. */
const CREDENTIAL = 'credential'

/** Salted hash of a person's password; undefined where they have none. */
export async function passwordOf(adapter: Pick<DBAdapter, 'findOne'>, user: string): Promise<string | undefined> {
  return (await adapter.findOne<{ password?: string | null }>({ model: 'account', where: credentialOf(user) }))?.password ?? undefined
}

/** Gives a person a password, by its salted hash, also where a sign-up that was cut short left them none. */
export async function setPassword(adapter: Pick<DBAdapter, 'updateMany' | 'create'>, user: string, hash: string): Promise<void> {
  const now = new Date()
  const update = { password: hash, updatedAt: now }
  if ((await adapter.updateMany({ model: 'account', where: credentialOf(user), update })) > 0) return
  await adapter.create({
    model: 'account',
    data: { userId: user, accountId: user, providerId: CREDENTIAL, password: hash, createdAt: now, updatedAt: now },
  })
}

function credentialOf(user: string): Where[] {
  return [
    { field: 'userId', value: user },
    { field: 'providerId', value: CREDENTIAL },
  ]
}
