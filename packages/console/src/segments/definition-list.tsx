import type { Definitions } from '@espalier/core/schema'
import type { ComponentChildren } from 'preact'
import { segmentWords } from '../text/segments.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import { usedBy, type List, type User } from './used-by.ts'

/** The segments, or the counted events, each with what it means and what uses it. */
export function DefinitionList(props: {
  list: List
  definitions: Definitions
  campaigns: readonly User[]
  /** How far the past of an event is counted, 0 to 1, where it is not yet. */
  counting?: ReadonlyMap<string, number> | undefined
  meaning: (index: number) => ComponentChildren
  onEdit: (index: number) => void
  onNew: () => void
  onRemove: (index: number) => void
}) {
  const { list, definitions, campaigns, counting, meaning, onEdit, onNew, onRemove } = props
  const w = words(segmentWords)
  const of = list === 'segments'
  const all = definitions[list]
  const title = of ? w.segments : w.events
  const create = <Button onClick={onNew}>{of ? w.newSegment : w.newEvent}</Button>
  return (
    <section id={list} class="panel stack-16" aria-labelledby={`${list}-title`}>
      <div class="row">
        <h2 id={`${list}-title`} tabIndex={-1}>
          {title}
        </h2>
        {all.length > 0 && <span class="push">{create}</span>}
      </div>
      <p class="note">{of ? w.segmentsText : w.eventsText}</p>
      {all.length === 0 ? (
        <div class="nothing">
          <p class="label">{of ? w.noSegments : w.noEvents}</p>
          <p class="note">{of ? w.noSegmentsText : w.noEventsText}</p>
          {create}
        </div>
      ) : (
        <Table
          caption={title}
          columns={[
            { key: 'name', head: w.name },
            { key: 'meaning', head: w.meaning },
            { key: 'used', head: w.usedBy },
            { key: 'actions', head: <span class="unseen">{w.actions}</span>, label: w.actions },
          ]}
          rows={all.map(({ id, name }, index) => ({
            key: id,
            cells: {
              name: (
                <>
                  {name}
                  <span class="cell-note">
                    <code>{id}</code>
                  </span>
                  <Counting progress={of ? undefined : counting?.get(id)} />
                </>
              ),
              meaning: meaning(index),
              used: <Used users={usedBy(list, id, campaigns, definitions).campaigns} />,
              actions: (
                <span class="row">
                  <Button small label={w.editOf(name)} onClick={() => onEdit(index)}>
                    {w.edit}
                  </Button>
                  <Button small kind="danger" label={w.removeOf(name)} onClick={() => onRemove(index)}>
                    {w.remove}
                  </Button>
                </span>
              ),
            },
          }))}
        />
      )}
    </section>
  )
}

function Counting({ progress }: { progress: number | undefined }) {
  if (progress === undefined) return null
  return <span class="cell-note">{words(segmentWords).counting(Math.floor(progress * 100))}</span>
}

function Used({ users }: { users: readonly User[] }) {
  const w = words(segmentWords)
  if (users.length === 0) return <span class="note">{w.usedByNone}</span>
  return (
    <details>
      <summary>{w.usedByCount(users.length)}</summary>
      <UserLinks users={users} />
    </details>
  )
}

/** Campaigns by name, each leading to its editor. */
export function UserLinks({ users }: { users: readonly User[] }) {
  return (
    <ul class="user-links">
      {users.map((one) => (
        <li key={one.id}>
          <a href={`/console/campaigns/${one.id}`}>{one.name}</a>
        </li>
      ))}
    </ul>
  )
}
