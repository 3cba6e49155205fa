import { hash } from '@espalier/core'
import type { Store } from '../../store/store.ts'

/**
 * Tells which accounts belong to one of several shares of equal size. Everybody who has anything to do with one another is in the same
 * share: people of several accounts, visitors and who they turned out to be.
 */
export async function loadShares({ crowd }: Pick<Store, 'crowd'>, share: number, shares: number): Promise<(account: string) => boolean> {
  if (shares === 1) return () => true
  const { members, aliases } = await crowd.links()
  const parents = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    for (let one = id; one !== root;) {
      const parent = parents.get(one) ?? root
      parents.set(one, root)
      one = parent
    }
    return root
  }
  const join = (one: string, other: string): void => {
    const [from, to] = [rootOf(one), rootOf(other)]
    if (from !== to) parents.set(from, to)
  }
  for (const { person, account } of members) join(person, account)
  for (const { visitor, person } of aliases) join(visitor, person)
  const known = new Map<string, boolean>()
  return (account) => {
    let mine = known.get(account)
    if (mine === undefined) known.set(account, (mine = Math.floor((hash('share', rootOf(account), 2) ?? 0) * shares) === share))
    return mine
  }
}
