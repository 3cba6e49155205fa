import { number } from './locale.js'

/** The change of the newest value against `back` steps before, such as `+5 %`. */
export function change(series, back = 1) {
  const before = series.at(-1 - back)
  return number((series.at(-1) - before) / before, { style: 'percent', signDisplay: 'exceptZero' })
}
