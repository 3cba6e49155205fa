import type { Whose } from '../store/privacy.ts'
import type { Store } from '../store/store.ts'

/**
 * All ids of a person, the one that counts first; an old anonymous id finds the person too. Undefined when nobody has this id.
 * Where they name no account they are one of their own, under the same id.
 */
export async function idsOfPerson({ people }: Pick<Store, 'people'>, name: string): Promise<[string, ...string[]] | undefined> {
  const named = (await people.persons([name])).get(name)
  // Who is known by this id is nobody's earlier visitor, whatever was said of it before.
  const id = named?.anonymous === false ? name : ((await people.aliases([name])).get(name) ?? name)
  if (!(await people.persons([id])).has(id)) return undefined
  const visitors = (await people.aliasesOf(id)).filter((one) => one !== id)
  const known = await people.persons(visitors)
  return [id, ...visitors.filter((one) => known.get(one)?.anonymous !== false)]
}

/** Whose rows a person's are. */
export async function whoseOfPerson(store: Pick<Store, 'people'>, name: string): Promise<Whose | undefined> {
  const ids = await idsOfPerson(store, name)
  return ids && { persons: ids, accounts: ids }
}

/** Whose rows an account's are, those of accounts that are part of it included, its own id first; undefined when there is none. */
export async function whoseOfAccount({ people, merges }: Pick<Store, 'people' | 'merges'>, id: string): Promise<Whose | undefined> {
  const known = (await people.accounts([id])).has(id) || (await people.persons([id])).has(id)
  if (!known) return undefined
  return { persons: [], accounts: [id, ...(await merges.of(id)).map(({ account }) => account)] }
}
