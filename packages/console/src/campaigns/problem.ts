import type { Locale } from '@espalier/core/schema'
import { messages } from '../text/messages.ts'

/** What is wrong with a field. */
export interface Problem {
  code: 'missing' | 'choose' | 'time' | 'short' | 'long' | 'low' | 'high' | 'link' | 'slug' | 'unknown' | 'other'
  /** The schema's own words, English. */
  message: string
  /** The bound that was missed; Infinity where there is none. */
  limit?: number
}

/** What to change, in the reader's language. What has no words of its own keeps the schema's. */
export function describeProblem({ code, message, limit = 0 }: Problem, locale: Locale): string {
  const ja = locale === 'ja'
  switch (code) {
    case 'missing':
      return ja ? '入力してください。' : 'Write something here.'
    case 'choose':
      return ja ? '一つ選んでください。' : 'Choose one.'
    case 'time':
      return ja ? '日時を入力してください。' : 'Give a date and a time.'
    case 'short':
      return ja ? `${limit}文字以上で書いてください。` : `Write at least ${limit} characters.`
    case 'long':
      return ja ? `${limit}文字以内で書いてください。` : `Use at most ${limit} characters.`
    case 'low':
      return ja ? `${limit}以上にしてください。` : `Use ${limit} or more.`
    case 'high':
      return ja ? `${limit}以下にしてください。` : `Use ${limit} or less.`
    case 'link':
      return ja ? 'https://、mailto:、「/」または「#」で始めてください。' : 'Start with https://, mailto:, “/” or “#”.'
    case 'slug':
      return ja ? '英小文字・数字・「-」「_」だけを使ってください。' : 'Use lower-case letters, digits, “-” and “_” only.'
    case 'unknown':
      return ja ? 'この項目名はありません。' : 'There is no such field.'
    case 'other':
      return describeMessage(message, locale)
  }
}

/** A message of the schema or of the server in the reader's language; of what has no words of its own, a Japanese reader is told that much. */
export function describeMessage(message: string, locale: Locale): string {
  for (const [pattern, en, ja] of messages) {
    const found = pattern.exec(message)
    if (found) return (locale === 'ja' ? ja : en).replace(/\$(\d)/g, (_, number) => found[Number(number)] ?? '')
  }
  return locale === 'ja' ? `この値は受け付けられません（${message}）。` : message
}
