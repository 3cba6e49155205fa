import { eventFactName } from '@espalier/core'
import { useState } from 'preact/hooks'
import { factWords } from '../text/facts.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

type What = keyof (typeof factWords)['en']['add']

/** A line about something that the list of facts does not name: an event or a trait by its name, or any fact by its path. */
export function AddFact({ onAdd }: { onAdd: (path: string) => void }) {
  const w = words(factWords)
  const [what, setWhat] = useState<What>('event')
  const [name, setName] = useState('')
  const add = () => {
    const said = name.trim()
    if (!said) return
    onAdd(pathOf(what, said))
    setName('')
  }
  return (
    <div class="add-fact">
      <Field label={w.addWhat}>
        {(field) => (
          <select {...field} value={what} onChange={(event) => setWhat(event.currentTarget.value as What)}>
            {Object.entries(w.add).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={w.addName}>
        {(field) => (
          <input
            {...field}
            value={name}
            placeholder={w.addHint[what]}
            onInput={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && add()}
          />
        )}
      </Field>
      <Button onClick={add} disabled={!name.trim()}>
        {w.addLine}
      </Button>
    </div>
  )
}

function pathOf(what: What, name: string): string {
  if (what === 'path') return name
  if (what === 'account' || what === 'user') return `${what}.${name}`
  return `${what}.${eventFactName(name)}.count30d`
}
