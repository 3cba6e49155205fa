import type { Store } from '../store/store.ts'

/** The name that the host gave an account or a person, else the id. */
export function nameOf({ id, traits: { name } }: { id: string; traits: Readonly<Record<string, unknown>> }): string {
  return typeof name === 'string' && name !== '' ? name : id
}

/** What accounts are called; who is not known is called by the id. */
export async function namesOfAccounts({ people }: Pick<Store, 'people'>, ids: readonly string[]): Promise<(id: string) => string> {
  const known = await people.accounts(ids)
  return (id) => nameOf(known.get(id) ?? { id, traits: {} })
}
