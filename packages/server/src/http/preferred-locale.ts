import type { Locale } from '@espalier/core/schema'

/** The language of `Accept-Language` that we speak, by its weights; English where it names neither. */
export function preferredLocale(header: string | undefined): Locale {
  const wishes = (header ?? '')
    .split(',')
    .map((wish, index) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';')
      const weight = Number(/q=([\d.]+)/.exec(parameters.join(';'))?.[1] ?? 1)
      return { language: tag.split('-', 1)[0], weight: Number.isFinite(weight) ? weight : 0, index }
    })
    .toSorted((one, other) => other.weight - one.weight || one.index - other.index)
  return wishes.find(({ language, weight }) => weight > 0 && (language === 'ja' || language === 'en'))?.language === 'ja' ? 'ja' : 'en'
}
