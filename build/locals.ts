import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { deflateRawSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { type Locals, localsOf, type Mention } from './scopes.ts'

/** So many names are tried for each local; more find a byte or two. */
const TRIES = 120

/** How much of what stands beside a name is looked at to find where the like stands. */
const BESIDE = 3

/** So often a name is taken from what stands in a like place, not from all of them. */
const ALIKE = 0.8

/** More locals than these do not change names with each other at once. */
const CROWD = 40

/** What was found for the same code is not looked for again. */
const FOUND = join(import.meta.dirname, '../node_modules/.cache/locals')

const THREAD = join(import.meta.dirname, 'locals-thread.ts')

const LETTERS = [...'etrnaisolcudpfgmhwyvbkISOMAjNxTzDE']

/** Gives the locals of the files that match `which` names with which they compress best. After what else makes them short. */
export function namedLikeOthers(which: RegExp): Plugin {
  return {
    name: 'named-like-others',
    apply: 'build',
    enforce: 'post',
    async generateBundle({ format }, bundle) {
      const name = async (file: (typeof bundle)[string]): Promise<void> => {
        if (file.type === 'chunk' && which.test(file.fileName)) file.code = await found({ code: file.code, isModule: format === 'es' })
      }
      await Promise.all(Object.values(bundle).map(name))
    },
  }
}

/** A file whose locals are to be named. */
export interface Unnamed {
  code: string
  isModule: boolean
}

/** Seconds of work the first time: each file in a thread of its own, on all processors. */
async function found(unnamed: Unnamed): Promise<string> {
  const sources = ['locals.ts', 'scopes.ts'].map((file) => readFileSync(join(import.meta.dirname, file)))
  const file = join(FOUND, `${[...sources, unnamed.code].reduce((hash, one) => hash.update(one), createHash('sha256')).digest('hex')}.js`)
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    const [code] = (await once(new Worker(THREAD, { workerData: unnamed }), 'message')) as [string]
    // A build that is ended here must leave nothing half written.
    writeFileSync(`${file}.part`, code)
    renameSync(`${file}.part`, file)
  }
  return readFileSync(file, 'utf8')
}

/**
 * The same code with other names for what is local: those which make what stands beside them repeat what stood somewhere before. They are
 * found by trying, from the same beginning each time, so that one code always gives the same.
 */
export function renamed(code: string, isModule: boolean): string {
  const locals = localsOf(code, isModule)
  const text = writer(code, locals)
  const propose = proposer(code, locals)
  let names = locals.names
  let weight = weightOf(code)
  for (let left = names.length * TRIES; left > 0; left--) {
    const proposed = propose(names)
    if (!proposed) continue
    const next = weightOf(text(proposed))
    if (next > weight) continue
    weight = next
    names = proposed
  }
  const written = text(names)
  if (!meansTheSame(locals, localsOf(written, isModule))) throw new Error('a name means something else than before')
  return written
}

/** True where every mention in one file means what it does in the other. */
export function meansTheSame(one: Locals, other: Locals): boolean {
  const meant = ({ mentions }: Locals): string => mentions.map(({ local }) => local).join()
  return meant(one) === meant(other)
}

/** Writes the code with other names, one for each local. */
export function writer(code: string, { names: before, mentions }: Locals): (names: readonly string[]) => string {
  const slots = mentions.filter((one): one is Mention & { local: number } => one.local !== undefined)
  const pieces = slots.map(({ start }, index) => code.slice(slots[index - 1]?.end ?? 0, start))
  const end = code.slice(slots.at(-1)?.end ?? 0)
  return (names) => {
    let text = ''
    for (const [index, { local, before: first, after: last }] of slots.entries()) {
      const name = names[local] ?? ''
      text += pieces[index]
      text += name === before[local] ? name : first + name + last
    }
    return text + end
  }
}

/** Proposes other names: one local gets another name, and whoever cannot keep it beside that gets the one which it had. */
function proposer(code: string, { mentions, near, taken }: Locals): (names: readonly string[]) => string[] | undefined {
  const slots = mentions.flatMap(({ start, end, local }) => (local === undefined ? [] : [{ start, end, local }]))
  const left = alike(slots.map(({ start, local }) => [code.slice(start - BESIDE, start), local]))
  const right = alike(slots.map(({ end, local }) => [code.slice(end, end + BESIDE), local]))
  const random = createRandom()
  const pick = <T>(all: readonly T[], bias = 1): T | undefined => all[Math.floor(random() ** bias * all.length)]
  const propose = (names: readonly string[]): [local: number, name: string] | undefined => {
    const slot = Math.floor(random() * slots.length)
    const local = slots[slot]?.local ?? 0
    if (random() > ALIKE) return [local, pick(LETTERS, 2) ?? '']
    const other = pick((random() < 0.5 ? left : right)[slot] ?? [])
    return other === undefined ? undefined : [local, names[other] ?? '']
  }
  return (names) => {
    const [first = 0, to = ''] = propose(names) ?? []
    const from = names[first] ?? ''
    if (!to || from === to) return undefined
    const next = [...names]
    const waiting = [first]
    const changed = new Set(waiting)
    for (let local = waiting.pop(); local !== undefined; local = waiting.pop()) {
      const name = names[local] === from ? to : from
      if (taken[local]?.has(name) || changed.size > CROWD) return undefined
      next[local] = name
      for (const other of near[local] ?? [])
        if (names[other] === name && !changed.has(other)) {
          changed.add(other)
          waiting.push(other)
        }
    }
    return next
  }
}

/** For each slot the locals that stand beside the same. */
function alike(slots: readonly (readonly [beside: string, local: number])[]): number[][] {
  const all = Map.groupBy(slots, ([beside]) => beside)
  return slots.map(([beside]) => (all.get(beside) ?? []).map(([, local]) => local))
}

function weightOf(code: string): number {
  return deflateRawSync(code, { level: 9 }).length
}

/** Numbers from 0 to 1 that are the same in every build (mulberry32). */
function createRandom(): () => number {
  let state = 7
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}
