import { dayOf, type CounterState } from '@espalier/core'

/**
 * A counter as text for a database: `[last, last - first, total, ...days]` as JSON, `[last]` for one that counted once, as most have. A
 * state that these do not tell is kept whole, as all were once.
 */
export function keptText(state: CounterState): string {
  const { d, n, t, f, l } = state
  if (t === 0 || d !== dayOf(l) || !Number.isSafeInteger(l) || !Number.isSafeInteger(f)) return JSON.stringify({ d, n, t, f, l })
  return t === 1 && f === l && n.length === 1 && n[0] === 1 ? `[${l}]` : JSON.stringify([l, l - f, t, ...n])
}

/** The counter that was kept as `text`. */
export function stateOf(text: string): CounterState {
  const kept = JSON.parse(text) as CounterState | number[]
  if (!Array.isArray(kept)) return kept
  const [l = 0, age = 0, t = 1, ...n] = kept
  return { d: dayOf(l), n: kept.length === 1 ? [1] : n, t, f: l - age, l }
}

/** The same as JSON of its own; the days stand in both alike. */
function jsonOfKept(text: string): string {
  if (text.startsWith('{')) return text
  const first = text.indexOf(',')
  if (first < 0) return jsonOf(Number(text.slice(1, -1)), 0, '1', '1')
  const second = text.indexOf(',', first + 1)
  const third = text.indexOf(',', second + 1)
  const [l, age] = [Number(text.slice(1, first)), Number(text.slice(first + 1, second))]
  return third < 0
    ? jsonOf(l, age, text.slice(second + 1, -1), '')
    : jsonOf(l, age, text.slice(second + 1, third), text.slice(third + 1, -1))
}

function jsonOf(l: number, age: number, t: string, n: string): string {
  return `{"d":${dayOf(l)},"n":[${n}],"t":${t},"f":${l - age},"l":${l}}`
}

/**
 * A counter as it was kept: read only when somebody asks what it counted. An answer to a page hands on most counters as they are,
 * and reading and writing them again would cost more than the rest of it.
 */
export class KeptCounter implements CounterState {
  readonly #text: string
  #state: CounterState | undefined

  constructor(text: string) {
    this.#text = text
  }

  get d(): number {
    return this.#read().d
  }

  get n(): number[] {
    return this.#read().n
  }

  get t(): number {
    return this.#read().t
  }

  get f(): number {
    return this.#read().f
  }

  get l(): number {
    return this.#read().l
  }

  toJSON(): CounterState {
    return this.#read()
  }

  /** The counter as JSON, without reading it where it was kept so. */
  static jsonOf(state: CounterState): string {
    if (state instanceof KeptCounter) return jsonOfKept(state.#text)
    const { d, n, t, f, l } = state
    return `{"d":${d},"n":[${n.join(',')}],"t":${t},"f":${f},"l":${l}}`
  }

  #read(): CounterState {
    return (this.#state ??= stateOf(this.#text))
  }
}
