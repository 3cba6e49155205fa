import { useState } from 'preact/hooks'
import { count, moment } from '../format.ts'
import { eventWords } from '../text/events.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import type { RecordedEvent } from './wire.ts'

const FEW = 10

/** The last events, newest first; a few of them until more are asked for. */
export function Events({ events, withUser }: { events: RecordedEvent[]; withUser?: boolean }) {
  const w = words(peopleWords)
  const [all, setAll] = useState(false)
  if (events.length === 0) return <p class="note">{w.noEvents}</p>
  return (
    <>
      <Table
        caption={w.events}
        dense
        columns={[
          { key: 'event', head: w.event },
          { key: 'when', head: w.when },
          ...(withUser ? [{ key: 'user', head: w.person }] : []),
          { key: 'properties', head: w.properties },
        ]}
        rows={(all ? events : events.slice(0, FEW)).map((one) => ({
          key: one.id,
          cells: {
            event: <Name event={one} />,
            when: <time dateTime={one.at}>{moment(one.at)}</time>,
            user: <a href={`/console/people/${encodeURIComponent(one.user)}`}>{one.user}</a>,
            properties: <Properties properties={one.properties} />,
          },
        }))}
      />
      {!all && events.length > FEW && (
        <p>
          <Button onClick={() => setAll(true)}>{w.moreEvents(count(events.length - FEW))}</Button>
        </p>
      )}
    </>
  )
}

/** The host's own events as the host calls them; others in words, with the name that the API gives them below. */
function Name({ event: { type, name } }: { event: RecordedEvent }) {
  const { own, types } = words(eventWords)
  const label = type === 'track' ? own[name] : types[type]
  if (label === undefined) return <>{name}</>
  return (
    <>
      {label}
      <span class="note line">{type === 'track' ? name : [type, name].filter(Boolean).join(' ')}</span>
    </>
  )
}

function Properties({ properties }: { properties: RecordedEvent['properties'] }) {
  const entries = Object.entries(properties ?? {}).filter(([, value]) => value !== undefined)
  if (entries.length === 0) return <span class="note">–</span>
  return (
    <span class="note properties">
      {entries.map(([key, value]) => (
        <span key={key}>
          {key}: {typeof value === 'string' ? value : JSON.stringify(value)}
        </span>
      ))}
    </span>
  )
}
