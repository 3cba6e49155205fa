import { useState } from 'preact/hooks'
import { day } from '../format.ts'
import { locale } from '../locale.ts'
import { SearchList } from '../people/search-list.tsx'
import { nameOf } from '../people/traits.tsx'
import { readCatalog } from '../settings/wire.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { nameOfPlan } from '../campaigns/names.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { ImportPanel } from './import-panel.tsx'
import type { Listing } from '../people/wire.ts'
import { listAccounts } from './wire.ts'
import '../people/people.css'

const load = async (asked: Listing) => {
  const { accounts, next } = await listAccounts(asked)
  return { rows: accounts, next }
}

/** The companies and teams that use the host's product. */
export function AccountList() {
  const w = words(peopleWords)
  const catalog = useResource('catalog', readCatalog)
  const [imports, setImports] = useState(0)
  return (
    <Page title={w.accounts}>
      <div class="stack-16">
        <ImportPanel onImported={() => setImports((before) => before + 1)} />
        <SearchList key={imports} load={load}>
          {(accounts, searched) =>
            accounts.length === 0 ? (
              <Empty
                title={searched ? w.noMatch : w.noAccounts}
                action={!searched && <Button href="/console/settings/install">{w.settings}</Button>}
              >
                {searched ? w.noMatchText : w.noAccountsText}
              </Empty>
            ) : (
              <Table
                caption={w.accounts}
                columns={[
                  { key: 'account', head: w.account },
                  { key: 'plan', head: w.plan },
                  { key: 'first', head: w.firstSeen },
                  { key: 'last', head: w.lastSeen },
                ]}
                rows={accounts.map((one) => ({
                  key: one.id,
                  cells: {
                    account: (
                      <>
                        <a href={`/console/accounts/${encodeURIComponent(one.id)}`}>{nameOf(one)}</a>
                        {nameOf(one) !== one.id && <span class="cell-note">{one.id}</span>}
                      </>
                    ),
                    plan: one.plan === null ? '–' : nameOfPlan(one.plan, { locale: locale.value, catalog: catalog.data }),
                    first: day(one.firstSeenAt),
                    last: day(one.lastSeenAt),
                  },
                }))}
              />
            )
          }
        </SearchList>
      </div>
    </Page>
  )
}
