import type { Catalog, Locale } from '@espalier/core/schema'

/** What sentences need to call things by their names. */
export interface Names {
  locale: Locale
  /** Undefined while it is not loaded; then ids stand for names. */
  catalog: Catalog | undefined
}

/** The feature's name in the catalogue; its id where the catalogue does not know it. */
export function nameOfFeature(id: string, { catalog, locale }: Names): string {
  return catalog?.features.find((one) => one.id === id)?.name[locale] ?? (locale === 'ja' ? `「${id}」` : `“${id}”`)
}

/** The plan's name in the catalogue; its id where the catalogue does not know it. */
export function nameOfPlan(id: unknown, { catalog, locale }: Names): string {
  return catalog?.plans.find((one) => one.id === id)?.name[locale] ?? String(id)
}
