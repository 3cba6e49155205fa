import type { Settings } from '@espalier/core/schema'

type Gate = keyof Settings['care']

/** What stands at an account; times are ISO 8601. */
export type Marks = Readonly<Record<string, unknown>>

/**
 * The care gates that these marks meet at `now` (epoch milliseconds), in the order of the settings. Gates that are switched off are
 * told apart: they spare nobody.
 */
export function sparedBy(care: Marks, settings: Settings, now: number): { sparing: Gate[]; off: Gate[] } {
  const until = (key: string) => typeof care[key] === 'string' && Date.parse(care[key]) > now
  const score = care['score']
  const detractorAt = care['detractorAt']
  const met: Record<Gate, boolean> = {
    health: typeof score === 'number' && score < settings.healthBelow,
    onboarding: care['onboarded'] === false,
    pastDue: care['pastDue'] === true,
    risk: care['risk'] === true,
    detractor: typeof detractorAt === 'string' && now - Date.parse(detractorAt) < settings.detractorDays * 86_400_000,
    cancelling: care['cancelling'] === true,
    muted: until('mutedUntil'),
    notAFit: until('notAFitUntil'),
  }
  const all = (Object.keys(met) as Gate[]).filter((gate) => met[gate])
  return { sparing: all.filter((gate) => settings.care[gate]), off: all.filter((gate) => !settings.care[gate]) }
}
