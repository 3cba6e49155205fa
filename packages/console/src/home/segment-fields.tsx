import { readSegmentValues } from '../revenue/wire.ts'
import { count } from '../format.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { Field } from '../ui/field.tsx'
import { useResource } from '../ui/resource.ts'
import { BySelect } from './by-select.tsx'
import { useSegmentName } from './segment-name.ts'

/** What accounts are told apart by, and which of them are looked at. `choose` gets what the reader picked. */
export function SegmentFields(props: {
  by: string | undefined
  value: string | undefined
  choose: (next: { by?: string; value?: string }) => void
}) {
  const { by, value, choose } = props
  const w = words(homeWords)
  const named = useSegmentName(by)
  const values = useResource(`segments/${by}`, () => (by ? readSegmentValues(by) : Promise.resolve({ values: [], more: 0 })))
  const known = [...new Set([...(value === undefined ? [] : [value]), ...(values.data?.values ?? [])])]
  const more = values.data?.more ?? 0
  return (
    <>
      <BySelect by={by} choose={(next) => choose(next ? { by: next } : {})} />
      {by && (
        <Field label={w.value} hint={more > 0 && w.moreGroups(count(values.data?.values.length ?? 0), count(more))}>
          {(field) => (
            <select
              {...field}
              value={value === undefined ? ' ' : value}
              onChange={({ currentTarget }) => choose(currentTarget.value === ' ' ? { by } : { by, value: currentTarget.value })}
            >
              <option value=" ">{w.anyValue}</option>
              {known.map((one) => (
                <option key={one} value={one}>
                  {named(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}
