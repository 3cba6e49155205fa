import type { Store } from '../../store/store.ts'

/** Accounts that have nothing to do with those of other shares. */
export interface Share {
  accounts: string[]
  /** How many events they have. */
  events: number
}

/**
 * All accounts of the log in shares of about so many events. Everybody who has anything to do with one another is in the same share, which
 * may be larger for it: people of several accounts, visitors and who they turned out to be.
 */
export async function loadShares({ crowd }: Pick<Store, 'crowd'>, size: number): Promise<Share[]> {
  const { members, aliases } = await crowd.links()
  const rootOf = createRoots([
    ...members.map(({ person, account }) => [person, account] as const),
    ...aliases.map(({ visitor, person }) => [visitor, person] as const),
  ])
  const together = new Map<string, Share>()
  for (const { account, events } of await crowd.sizes()) {
    const root = rootOf(account)
    const known = together.get(root)
    if (known) add(known, { accounts: [account], events })
    else together.set(root, { accounts: [account], events })
  }
  const shares: Share[] = []
  let last: Share | undefined
  for (const one of together.values()) {
    if (last && last.events + one.events <= size) add(last, one)
    else shares.push((last = one))
  }
  return shares
}

function add(share: Share, { accounts, events }: Share): void {
  for (const one of accounts) share.accounts.push(one)
  share.events += events
}

/** Deals shares out to so many hands of about equal weight; the same shares always in the same way. */
export function dealShares(shares: readonly Share[], hands: number): Share[][] {
  const dealt = Array.from({ length: hands }, () => ({ shares: [] as Share[], events: 0 }))
  for (const share of shares.toSorted((one, other) => other.events - one.events)) {
    const lightest = dealt.reduce((one, other) => (other.events < one.events ? other : one))
    lightest.shares.push(share)
    lightest.events += share.events
  }
  return dealt.map((one) => one.shares)
}

/** Tells by whom somebody is known for all who are joined, directly or through others. */
function createRoots(joined: readonly (readonly [string, string])[]): (id: string) => string {
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
  for (const [one, other] of joined) {
    const [from, to] = [rootOf(one), rootOf(other)]
    if (from !== to) parents.set(from, to)
  }
  return rootOf
}
