import { useEffect, useId, useState } from 'preact/hooks'
import { nameOf } from '../people/traits.tsx'
import { listUsers, type UserSummary } from '../people/wire.ts'
import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'
import { Field } from '../ui/field.tsx'

const PAUSE = 200

/** Asks for a person by id, and offers those whose id or name holds what is typed. */
export function PersonField(props: { value: string; error: string | undefined; onChange: (user: string) => void }) {
  const { value, error, onChange } = props
  const w = words(debuggerWords)
  const list = useId()
  const [found, setFound] = useState<UserSummary[]>([])
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      // Without suggestions the id can still be typed.
      listUsers(value.trim()).then(
        ({ users }) => current && setFound(users),
        () => undefined,
      )
    }, PAUSE)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [value])
  return (
    <Field label={w.person} hint={w.personHint} error={error}>
      {(field) => (
        <>
          <input
            {...field}
            list={list}
            value={value}
            autoComplete="off"
            spellcheck={false}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
          <datalist id={list}>
            {found.map((one) => (
              <option key={one.id} value={one.id}>
                {[nameOf(one), one.account].filter(Boolean).join(' · ')}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
