import type { Locale } from '@espalier/core/schema'
import { en, type Words } from './en.ts'
import { ja } from './ja.ts'

/** The widgets' own words in a language. */
export function words(locale: Locale): Words {
  return locale === 'ja' ? ja : en
}
