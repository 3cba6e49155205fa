import type { Locale } from '@espalier/core/schema'

/** A remark about a text. It never forbids anything. */
export type Remark = 'push' | 'guilt' | 'price-first' | 'shouting' | 'same'

const PUSH: Record<Locale, RegExp> = {
  en: /\b(hurry|act now|last chance|don[’']t miss( out)?|only today|today only|limited time|while (stocks|supplies) last|before it[’']s too late|urgent|now or never)\b/i,
  ja: /今すぐ|いますぐ|お急ぎ|急いで|お見逃しなく|見逃せない|期間限定|本日限り|今だけ|いまだけ|残りわずか|ラストチャンス|損をし/,
}

const GUILT: Record<Locale, RegExp> = {
  en: /\bno,? (thanks,? )?i (don[’']t|do not|hate|prefer)\b|\bi don[’']t (want|need|like|care)\b/i,
  ja: /損してもいい|したくありません|必要ありません|興味がない|興味はありません/,
}

const PRICE = /[¥￥$€£]\s?\d|\d[\d,.]*\s?(円|yen\b|usd\b|jpy\b|eur\b|dollars?\b)/i

/** Where a text stands in the widget. */
export type Place = 'title' | 'body' | 'decline' | 'other'

/** What a careful reader would say about `text`. `other` is the same field in the other language. */
export function lint(text: string, place: Place, locale: Locale, other?: string): Remark[] {
  const remarks: Remark[] = []
  if (PUSH[locale].test(text)) remarks.push('push')
  if (place === 'decline' && GUILT[locale].test(text)) remarks.push('guilt')
  if (priceComesFirst(text, place)) remarks.push('price-first')
  if (/[!！]{2}/.test(text) || isShouted(text)) remarks.push('shouting')
  if (locale === 'ja' && text.length > 12 && text === other) remarks.push('same')
  return remarks
}

/** A price in the title, or in the first sentence of the body, stands before the benefit. */
function priceComesFirst(text: string, place: Place): boolean {
  if (place === 'title') return PRICE.test(text)
  if (place !== 'body') return false
  const [first = ''] = text.split(/(?<=[.。!！?？])\s*/u)
  return PRICE.test(first)
}

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.join('') ?? ''
  return letters.length > 8 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
}
