import type { Account } from '../../store/people.ts'
import type { Store } from '../../store/store.ts'

const PAGE = 2000

/** All accounts in order of their ids, page by page. */
export async function* allAccounts({ people }: Pick<Store, 'people'>): AsyncGenerator<Account[]> {
  for (let after: string | undefined; ;) {
    const page = await people.listAccounts({ limit: PAGE, ...(after !== undefined && { after }) })
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1)?.id
  }
}
