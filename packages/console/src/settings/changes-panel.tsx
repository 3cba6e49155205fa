import { CHANGE_KINDS, type ChangeReport } from '@espalier/core/schema'
import { useLocation } from 'preact-iso'
import { request } from '../api.ts'
import { count, moment } from '../format.ts'
import { address } from '../address.ts'
import { changeWords } from '../text/changes.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Table } from '../ui/table.tsx'
import { useResource } from '../ui/resource.ts'
import { Differences } from './differences.tsx'

type Change = ChangeReport['changes'][number]
type Asked = { kind?: string; author?: string; campaign?: string; before?: string }

/** Who changed what of the workspace, and when. The address holds the choice, so that it can be passed on. */
export function ChangesPanel() {
  const w = words(changeWords)
  const { query, route } = useLocation()
  const asked: Asked = {
    ...(query['kind'] && { kind: query['kind'] }),
    ...(query['author'] && { author: query['author'] }),
    ...(query['campaign'] && { campaign: query['campaign'] }),
    ...(query['before'] && { before: query['before'] }),
  }
  const report = useResource(address('changes', asked), () => request<ChangeReport>('GET', address('/v1/changes', asked)), { stay: true })
  const hrefOf = (more: Asked) => address('/console/settings/changes', { ...asked, ...more })
  return (
    <section class="panel stack-16" aria-labelledby="changes-title">
      <h2 id="changes-title">{w.title}</h2>
      <p class="note">{w.text}</p>
      <Loaded from={report}>
        {({ changes, total, next, authors }) => (
          <div class="stack-16">
            <div class="filters">
              <Choice
                label={w.what}
                value={asked.kind ?? ''}
                options={[['', w.anything], ...CHANGE_KINDS.map((kind) => [kind, w.kinds[kind]] as const)]}
                choose={(kind) => route(address('/console/settings/changes', { kind: kind || undefined, author: asked.author }))}
              />
              <Choice
                label={w.who}
                value={asked.author ?? ''}
                options={[['', w.anybody], ...authors.map((author) => [author, author] as const)]}
                choose={(author) => route(address('/console/settings/changes', { kind: asked.kind, author: author || undefined }))}
              />
            </div>
            {changes.length === 0 ? <Empty title={w.none}>{w.noneText}</Empty> : <Changes changes={changes} />}
            <div class="row">
              <span class="note">{w.total(count(total))}</span>
              {asked.before && (
                <Button small href={address('/console/settings/changes', { ...asked, before: undefined })}>
                  {w.newest}
                </Button>
              )}
              {next !== null && (
                <Button small href={hrefOf({ before: String(next) })}>
                  {w.older}
                </Button>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </section>
  )
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const w = words(changeWords)
  return (
    <Table
      caption={w.title}
      columns={[
        { key: 'what', head: w.what },
        { key: 'when', head: w.when },
        { key: 'who', head: w.who },
        { key: 'difference', head: w.difference },
      ]}
      rows={changes.map((one) => ({
        key: String(one.place),
        cells: { what: <What change={one} />, when: moment(one.at), who: one.author, difference: <Became change={one} /> },
      }))}
    />
  )
}

/** Where what was changed can be looked at. */
const PLACES: Partial<Record<Change['kind'], string>> = {
  settings: '/console/settings/restraint',
  catalog: '/console/settings/catalog',
  definitions: '/console/settings/segments',
  rates: '/console/settings/rates',
  key: '/console/settings/install',
  hook: '/console/settings/notifications',
  colleague: '/console/settings/access',
}

/** How ids of keys of signed identity begin. */
const IDENTITY_KEY = 'ik_'

function What({ change: { kind, subject } }: { change: Change }) {
  const w = words(changeWords)
  const keyHref = subject.startsWith(IDENTITY_KEY) ? '/console/settings/identity' : undefined
  const href = kind === 'state' ? `/console/campaigns/${encodeURIComponent(subject)}` : (keyHref ?? PLACES[kind])
  const name = kind === 'erased' || kind === 'merged' ? (w.subjects[subject] ?? subject) : kind === 'key' ? '' : subject
  return (
    <>
      {href ? <a href={href}>{w.kinds[kind]}</a> : w.kinds[kind]}
      {name && <span class="cell-note">{name}</span>}
    </>
  )
}

function Became({ change: { kind, differences, more } }: { change: Change }) {
  if (differences.length > 0) return <Differences differences={differences} more={more} />
  return <>{kind === 'erased' || kind === 'merged' ? '–' : words(changeWords).nothing}</>
}
