import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'

/** A place as people call it: a slot by its name, the lock of a feature, the one interruption. */
export function placeName(place: string): string {
  const { placeNames } = words(debuggerWords)
  if (place === 'interruption') return placeNames.interruption
  return place.startsWith('gate:') ? placeNames.gate(place.slice(5)) : place
}
