import { nameOfPlan } from '../campaigns/names.ts'
import { locale } from '../locale.ts'
import { readCatalog } from '../settings/wire.ts'
import { factWords } from '../text/facts.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { useResource } from '../ui/resource.ts'

/** Writes plans as the catalogue calls them; until it has arrived, or where it does not know one, by id. `needed` says whether any is written. */
export function usePlanName(needed = true): (id: string) => string {
  const catalog = useResource(`catalog/${needed}`, () => (needed ? readCatalog() : Promise.resolve(undefined)))
  return (id) => nameOfPlan(id, { locale: locale.value, catalog: catalog.data })
}

/** Writes a value of what accounts are told apart by, such as the plan `team`, as people read it. Nothing is a value, too. */
export function useSegmentName(by: string | undefined): (value: string) => string {
  const planName = usePlanName(by === 'plan')
  const none = words(homeWords).noValue
  const phases: Record<string, string> = words(factWords).values['account.phase'] ?? {}
  return (value) => (value === '' ? none : by === 'plan' ? planName(value) : by === 'phase' ? (phases[value] ?? value) : value)
}
