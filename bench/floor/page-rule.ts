/** A rule as the floor of the page knows it: all of some comparisons of a fact with a value. */
export interface PageRule {
  id: string
  cap: number
  gapMs: number
  holdout: number
  all: readonly { fact: string; is: 'one of' | 'more than' | 'equal to'; value: unknown }[]
}

type Test = (facts: Readonly<Record<string, unknown>>) => boolean

/** Makes a closure of a rule, so that asking it walks no tree. */
export function compileRule({ all }: PageRule): Test {
  const tests = all.map(({ fact, is, value }): Test => {
    if (is === 'more than') return (facts) => (facts[fact] as number) > (value as number)
    if (is === 'equal to') return (facts) => facts[fact] === value
    const values = new Set(value as readonly unknown[])
    return (facts) => values.has(facts[fact])
  })
  return (facts) => tests.every((test) => test(facts))
}

/** FNV-1a with an avalanche at the end, as a number from 0 to 1 (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function share(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}
