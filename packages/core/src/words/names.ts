import type { BothLanguages } from '../schema/text.ts'

/** What things are called, so that sentences name them as people do. Ids stand for what has no name here. */
export interface Names {
  features?: Readonly<Record<string, BothLanguages>>
  plans?: Readonly<Record<string, BothLanguages>>
  campaigns?: Readonly<Record<string, string>>
  /** Names of custom events. */
  events?: Readonly<Record<string, string>>
  segments?: Readonly<Record<string, string>>
  /** IANA zone for dates and times; UTC where it is missing. */
  zone?: string
}

/** The same words in both languages. */
export function both(en: string, ja: string): BothLanguages {
  return { en, ja }
}

/** A name in the quotation marks of each language. */
export function quoted(name: string): BothLanguages {
  return both(`“${name}”`, `「${name}」`)
}

/** A feature as the catalogue calls it. */
export function featureName(id: string, { features }: Names): BothLanguages {
  return features?.[id] ?? quoted(id)
}

/** A campaign as its author calls it. */
export function campaignName(id: string, { campaigns }: Names): BothLanguages {
  return quoted(campaigns?.[id] ?? id)
}

/** An event, or a custom event by its name. */
export function eventName(id: string, { events }: Names): BothLanguages {
  return quoted(events?.[id] ?? id)
}
