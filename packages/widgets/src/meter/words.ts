import type { Locale } from '@espalier/core/schema'

const en = {
  usage: 'Usage',
  usedOf: (used: string, limit: string, unit: string) => `${used} of ${limit}${unit && ` ${unit}`}`,
  used: (used: string, unit: string) => `${used}${unit && ` ${unit}`} used`,
  near: 'Getting near the limit.',
  critical: 'Almost at the limit.',
  reached: 'Limit reached.',
  over: (by: string, _unit: string) => `${by} over the limit.`,
  unlimited: 'No limit.',
  unknown: 'Not known yet.',
  resets: (day: string) => `Resets on ${day}.`,
  forecast: (day: string) => `At this pace the limit is reached on ${day}.`,
  /** Ends the amount and joins sentences when a meter is read out as one text. */
  stop: '.',
  space: ' ',
}

/** What a meter has to say in a language. Dates and numbers arrive formatted. */
export type Words = typeof en

/** The words of the meter. */
export const words: Record<Locale, Words> = {
  en,
  ja: {
    usage: '利用状況',
    usedOf: (used, limit, unit) => `${limit}${unit || '件'}中${used}${unit || '件'}`,
    used: (used, unit) => `${used}${unit || '件'}を利用中`,
    near: '上限に近づいています。',
    critical: 'まもなく上限です。',
    reached: '上限に達しています。',
    over: (by, unit) => `上限を${by}${unit || '件'}超えています。`,
    unlimited: '上限はありません。',
    unknown: 'まだ集計がありません。',
    resets: (day) => `${day}にリセットされます。`,
    forecast: (day) => `このペースでは${day}に上限に達します。`,
    stop: '。',
    space: '',
  },
}
