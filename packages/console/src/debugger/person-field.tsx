import { useEffect, useId } from 'preact/hooks'
import { nameOf } from '../people/traits.tsx'
import { listUsers, type UserSummary } from '../people/wire.ts'
import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'
import { Field } from '../ui/field.tsx'

const PAUSE = 200

/** Asks for a person by id, and offers those whose id or name holds what is typed. `onFound` is told who they are. */
export function PersonField(props: {
  value: string
  error: string | undefined
  found: readonly UserSummary[]
  onChange: (user: string) => void
  onFound: (users: UserSummary[]) => void
}) {
  const { value, error, found, onChange, onFound } = props
  const w = words(debuggerWords)
  const list = useId()
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      // Without suggestions the id can still be typed.
      listUsers({ ...(value.trim() && { search: value.trim() }), order: 'lastSeen' }).then(
        ({ users }) => current && onFound(users),
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
