import { day } from '../format.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { SearchList } from './search-list.tsx'
import { nameOf } from './traits.tsx'
import { listUsers, type Listing } from './wire.ts'
import './people.css'

const load = async (asked: Listing) => {
  const { users, next } = await listUsers(asked)
  return { rows: users, next }
}

/** Everybody who uses the host's product. */
export function PersonList() {
  const w = words(peopleWords)
  return (
    <Page title={w.people}>
      <SearchList load={load}>
        {(people, searched) =>
          people.length === 0 ? (
            <Empty
              title={searched ? w.noMatch : w.noPeople}
              action={!searched && <Button href="/console/settings/install">{w.settings}</Button>}
            >
              {searched ? w.noMatchText : w.noPeopleText}
            </Empty>
          ) : (
            <Table
              caption={w.people}
              columns={[
                { key: 'person', head: w.person },
                { key: 'account', head: w.account },
                { key: 'first', head: w.firstSeen },
                { key: 'last', head: w.lastSeen },
              ]}
              rows={people.map((one) => ({
                key: one.id,
                cells: {
                  person: (
                    <>
                      <a href={`/console/people/${encodeURIComponent(one.id)}`}>{nameOf(one)}</a>{' '}
                      {one.anonymous && <Tag>{w.anonymous}</Tag>}
                      {nameOf(one) !== one.id && <span class="cell-note">{one.id}</span>}
                    </>
                  ),
                  account: one.account === null ? '–' : <a href={`/console/accounts/${encodeURIComponent(one.account)}`}>{one.account}</a>,
                  first: day(one.firstSeenAt),
                  last: day(one.lastSeenAt),
                },
              }))}
            />
          )
        }
      </SearchList>
    </Page>
  )
}
