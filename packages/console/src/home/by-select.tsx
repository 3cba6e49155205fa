import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { Field } from '../ui/field.tsx'

const USUAL = ['plan', 'phase', 'touch', 'industry']

/** What accounts are told apart by. */
export function BySelect({ by, choose }: { by: string | undefined; choose: (by: string | undefined) => void }) {
  const w = words(homeWords)
  return (
    <Field label={w.by}>
      {(field) => (
        <select {...field} value={by ?? ''} onChange={({ currentTarget: { value } }) => choose(value || undefined)}>
          <option value="">{w.everybody}</option>
          {[...USUAL, ...(by && !USUAL.includes(by) ? [by] : [])].map((one) => (
            <option key={one} value={one}>
              {w.bys[one] ?? one}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
