import { locale } from '../locale.ts'

/** The same words in both languages. */
export interface Book<T> {
  en: T
  ja: T
}

/** The words of `book` in the reader's language. */
export function words<T>(book: Book<T>): T {
  return book[locale.value]
}
