import type { Catalog, Definitions, Locale } from '@espalier/core/schema'

/** What sentences need to call things by their names. What is undefined is not loaded yet; then ids stand for names. */
export interface Names {
  locale: Locale
  catalog: Catalog | undefined
  definitions?: Definitions | undefined
  /** Campaigns that rules may ask about. */
  campaigns?: readonly { id: string; name: string }[] | undefined
}

/** The feature's name in the catalogue; its id where the catalogue does not know it. */
export function nameOfFeature(id: string, names: Names): string {
  return names.catalog?.features.find((one) => one.id === id)?.name[names.locale] ?? quoted(id, names)
}

/** The plan's name in the catalogue; its id where the catalogue does not know it. */
export function nameOfPlan(id: unknown, { catalog, locale }: Names): string {
  return catalog?.plans.find((one) => one.id === id)?.name[locale] ?? String(id)
}

/** The name of a counted event where there is one by this id, else the event's own; in quotation marks. */
export function nameOfEvent(id: string, names: Names): string {
  return quoted(names.definitions?.events.find((one) => one.id === id)?.name ?? id, names)
}

/** The segment's name, in quotation marks. */
export function nameOfSegment(id: string, names: Names): string {
  return quoted(names.definitions?.segments.find((one) => one.id === id)?.name ?? id, names)
}

/** The campaign's name, in quotation marks. */
export function nameOfCampaign(id: string, names: Names): string {
  return quoted(names.campaigns?.find((one) => one.id === id)?.name ?? id, names)
}

/** The marks that the language puts around a name. */
function quoted(text: string, { locale }: Names): string {
  return locale === 'ja' ? `「${text}」` : `“${text}”`
}
