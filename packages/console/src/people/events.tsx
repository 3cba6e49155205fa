import { moment } from '../format.ts'
import { peopleWords } from '../text/people.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import type { RecordedEvent } from './wire.ts'

/** The last events, newest first. */
export function Events({ events, withUser }: { events: RecordedEvent[]; withUser?: boolean }) {
  const w = words(peopleWords)
  if (events.length === 0) return <p class="note">{w.noEvents}</p>
  return (
    <Table
      caption={w.events}
      dense
      columns={[
        { key: 'event', head: w.event, label: w.event },
        { key: 'when', head: w.when, label: w.when },
        ...(withUser ? [{ key: 'user', head: w.person, label: w.person }] : []),
        { key: 'properties', head: w.properties, label: w.properties },
      ]}
      rows={events.map((one) => ({
        key: one.id,
        cells: {
          event: one.type === 'track' ? one.name : `${one.type}${one.name ? ` ${one.name}` : ''}`,
          when: <time dateTime={one.at}>{moment(one.at)}</time>,
          user: <a href={`/console/people/${encodeURIComponent(one.user)}`}>{one.user}</a>,
          properties: <Properties properties={one.properties} />,
        },
      }))}
    />
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
