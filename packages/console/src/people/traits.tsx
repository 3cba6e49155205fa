import { decimal, moment } from '../format.ts'
import { locale } from '../locale.ts'
import { isErased } from '../privacy/wire.ts'
import { peopleWords } from '../text/people.ts'
import { privacyWords } from '../text/privacy.ts'
import { words } from '../text/text.ts'
import type { Traits as Values } from './wire.ts'

/** The name that a host gave in its traits, else the id; of who was deleted neither is there. */
export function nameOf({ id, traits }: { id: string; traits: Values }): string {
  const own = locale.value === 'ja' ? traits['nameJa'] : undefined
  const name = own ?? traits['name'] ?? traits['email']
  if (typeof name === 'string' && name) return name
  return isErased(id) ? words(privacyWords).deletedPerson : id
}

/** Traits as a list of names and values. */
export function Traits({ traits }: { traits: Values }) {
  const w = words(peopleWords)
  const entries = Object.entries(traits)
  if (entries.length === 0) return <p class="note">{w.noTraits}</p>
  return (
    <dl class="facts">
      {entries.map(([key, value]) => (
        <div key={key} class="fact">
          <dt>{key}</dt>
          <dd>{writeValue(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A value of a trait or property as people read it. */
export function writeValue(value: unknown): string {
  const w = words(peopleWords)
  if (typeof value === 'boolean') return value ? w.yes : w.no
  if (typeof value === 'number') return decimal(value, 6)
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? moment(value) : value
  return JSON.stringify(value)
}
