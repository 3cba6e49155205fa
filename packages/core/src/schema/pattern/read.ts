/** Characters as ranges of UTF-16 units, both ends included. */
export type Chars = readonly (readonly [from: number, to: number])[]

/** A regular expression as far as it matters how often its parts can be tried. */
export type Part =
  | { is: 'char'; chars: Chars }
  | { is: 'all'; parts: readonly Part[] }
  | { is: 'one'; parts: readonly Part[] }
  /** `most` is infinite for a loop. */
  | { is: 'repeat'; part: Part; least: number; most: number }
  /** Matched by itself, without taking any text. */
  | { is: 'look'; part: Part }

const LAST = 0xffff
const ANY: Chars = [[0, LAST]]
const LINE_ENDS = [0x0a, 0x0d, 0x2028, 0x2029].map((unit) => [unit, unit] as const)
const DIGITS: Chars = [[0x30, 0x39]]
const WORD: Chars = [...DIGITS, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]]
const SPACE: Chars = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
].concat([
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]) as [number, number][]
const CLASSES: Readonly<Record<string, Chars>> = { d: DIGITS, w: WORD, s: SPACE, D: allBut(DIGITS), W: allBut(WORD), S: allBut(SPACE) }
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 }

/** All characters but these. */
function allBut(chars: Chars): Chars {
  const rest: [number, number][] = []
  let from = 0
  for (const [low, high] of chars.toSorted((one, other) => one[0] - other[0])) {
    if (low > from) rest.push([from, low - 1])
    from = Math.max(from, high + 1)
  }
  return from <= LAST ? [...rest, [from, LAST]] : rest
}

/** True when some character is in both. */
export function overlap(one: Chars, other: Chars): boolean {
  return one.some(([from, to]) => other.some(([low, high]) => from <= high && low <= to))
}

/** The characters that are in both. */
export function common(one: Chars, other: Chars): Chars {
  return one.flatMap(([from, to]) =>
    other.flatMap(([low, high]) => (from <= high && low <= to ? [[Math.max(from, low), Math.min(to, high)] as const] : [])),
  )
}

/** The same characters with those of the other case, of the letters of English. */
export function eitherCase(chars: Chars): Chars {
  const moved = (low: number, high: number, by: number): Chars => common(chars, [[low, high]]).map(([from, to]) => [from + by, to + by])
  return [...chars, ...moved(0x41, 0x5a, 0x20), ...moved(0x61, 0x7a, -0x20)]
}

/** Reads a valid regular expression without flags; what refers back may take any text. */
export function readPattern(source: string): Part {
  let at = 0
  const next = (): string => source[at] ?? ''
  const take = (text: string): boolean => {
    const found = source.startsWith(text, at)
    if (found) at += text.length
    return found
  }
  const code = (digits: number): number | undefined => {
    const text = source.slice(at, at + digits)
    if (text.length < digits || !/^[\da-f]+$/i.test(text)) return undefined
    at += digits
    return Number.parseInt(text, 16)
  }
  const only = (unit: number): Chars => [[unit, unit]]

  /** What follows a backslash. */
  const escaped = (): Chars => {
    const name = next()
    at += 1
    if (Object.hasOwn(CLASSES, name)) return CLASSES[name] ?? []
    if (Object.hasOwn(CONTROLS, name)) return only(CONTROLS[name] ?? 0)
    const unit = name === 'x' ? code(2) : name === 'u' ? code(4) : undefined
    return only(unit ?? name.charCodeAt(0))
  }

  const one = (): Chars => {
    const unit = next()
    at += 1
    return unit === '\\' ? escaped() : only(unit.charCodeAt(0))
  }

  const set = (): Chars => {
    const turned = take('^')
    const chars: (readonly [number, number])[] = []
    while (at < source.length && !take(']')) {
      const first = one()
      const [low] = first
      if (next() === '-' && source[at + 1] !== ']' && first.length === 1 && low && low[0] === low[1]) {
        at += 1
        const last = one()
        // With a class at its end, the hyphen is one.
        chars.push(...(last.length === 1 && last[0] ? [[low[0], last[0][1]] as const] : [...first, ...only(0x2d), ...last]))
      } else chars.push(...first)
    }
    return turned ? allBut(chars) : chars
  }

  const atom = (): Part => {
    if (take('(')) {
      const look = ['?=', '?!', '?<=', '?<!'].some(take)
      if (!look && !take('?:') && take('?<')) at = source.indexOf('>', at) + 1
      const part = choice()
      take(')')
      return look ? { is: 'look', part } : part
    }
    if (take('[')) return { is: 'char', chars: set() }
    if (take('.')) return { is: 'char', chars: allBut(LINE_ENDS) }
    if (take('^') || take('$') || take('\\b') || take('\\B')) return { is: 'all', parts: [] }
    if (/^\\(?:[1-9]|k<)/.test(source.slice(at, at + 3))) {
      at = take('\\k') ? source.indexOf('>', at) + 1 : at + (/^\\\d+/.exec(source.slice(at))?.[0].length ?? 2)
      return { is: 'repeat', part: { is: 'char', chars: ANY }, least: 0, most: Infinity }
    }
    return { is: 'char', chars: one() }
  }

  const repeated = (part: Part): Part => {
    const [whole, least = '', comma, most = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at)) ?? []
    const [low, high] = take('*')
      ? [0, Infinity]
      : take('+')
        ? [1, Infinity]
        : take('?')
          ? [0, 1]
          : [Number(least), comma ? Number(most || Infinity) : Number(least)]
    if (whole) at += whole.length
    else if (low === 0 && high === 0) return part
    take('?')
    return { is: 'repeat', part, least: low, most: high }
  }

  const sequence = (): Part => {
    const parts: Part[] = []
    while (at < source.length && next() !== '|' && next() !== ')') parts.push(repeated(atom()))
    return { is: 'all', parts }
  }

  const choice = (): Part => {
    const parts = [sequence()]
    while (take('|')) parts.push(sequence())
    return parts.length === 1 && parts[0] ? parts[0] : { is: 'one', parts }
  }
  return choice()
}
