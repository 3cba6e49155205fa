import type { Person, PersonCare, PersonCareChange } from './people.ts'

/** The person after a change of what spares them: merged, not replaced; `null` takes a value away. */
export function changeCare({ care: before, ...person }: Person, change: PersonCareChange): Person {
  const care = Object.entries({ ...before, ...change }).filter(([, value]) => value !== null && value !== undefined)
  return care.length > 0 ? { ...person, care: Object.fromEntries(care) as PersonCare } : person
}
