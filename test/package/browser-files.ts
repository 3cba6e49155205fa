import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const PACKAGES = resolve(import.meta.dirname, '../../packages')

/** What a page has downloaded of ours when it sees its first widget, a recommendation question. */
export const FIRST_SIGHT = 'all until a first NPS prompt is seen'

/** Sent, the core holds its version as well: so many bytes more than the built file, once it is gzipped. */
export const VERSION_BYTES = 12

/** A ceiling in gzipped bytes. It is raised only in the commit that spends them, with the reason. */
export interface Weight {
  name: string
  files: string[]
  ceiling: number
}

/** What a page downloads, in the order in which it does. Needs a build. */
export function weights(): Weight[] {
  const sdk = join(PACKAGES, 'sdk/dist')
  const widgets = join(PACKAGES, 'widgets/dist')
  const entry = join(widgets, 'widgets.js')
  const engine = join(sdk, 'engine.js')
  const core = join(sdk, 'sdk.js')
  for (const file of [core, engine, entry]) {
    if (!existsSync(file)) throw new Error(`${basename(file)} is not built: run "npx -y pnpm@12 build"`)
  }
  // The recommendation question comes first in most workspaces; nothing is seen before something decided. What delivers events is fetched
  // once 20 of them wait; a question waits for it neither before nor after.
  const first = new Set([core, engine, entry, ...chunks(widgets, 'nps')].flatMap(eagerFiles))
  const further = ['card', 'modal', 'gate', 'meter'].flatMap((kind) => chunks(widgets, kind).map((file) => ({ kind, file })))
  return [
    { name: 'core: sdk.js', files: [core], ceiling: 7655 },
    { name: 'engine', files: eagerFiles(engine), ceiling: 6060 },
    { name: 'delivery, once 20 events wait', files: eagerFiles(join(sdk, 'delivery.js')), ceiling: 2540 },
    { name: 'rules, where a campaign has something left to ask', files: eagerFiles(join(sdk, 'chunks/rules.js')), ceiling: 4310 },
    { name: FIRST_SIGHT, files: [...first], ceiling: 18_595 },
    { name: 'widgets until a question is seen', files: [entry, ...chunks(widgets, 'nps')], ceiling: 4905 },
    { name: 'answer, once a question stands', files: chunks(widgets, 'answer'), ceiling: 1205 },
    ...further.map(({ kind, file }) => ({
      name: `further widget: ${kind}`,
      files: eagerFiles(file).filter((one) => !first.has(one)),
      ceiling: kind === 'meter' ? 1990 : 1710,
    })),
  ]
}

/** What files weigh, each compressed by itself, in bytes. */
export interface Bytes {
  /** As `gzip -9` of the built file says. */
  gzip: number
  /** As our server sends it to whom takes gzip, and to whom takes brotli. */
  sent: { gzip: number; brotli: number }
}

/** Weighs files together. Needs a build. */
export function bytesOf(files: string[]): Bytes {
  const sum = (weigh: (file: string) => number) => files.reduce((all, file) => all + weigh(file), 0)
  return {
    gzip: sum((file) => gzipSync(readFileSync(file), { level: 9 }).length),
    sent: { gzip: sum((file) => compressed(file, 'gz')), brotli: sum((file) => compressed(file, 'br')) },
  }
}

/** The bytes of what the build has compressed ahead; `sent.test.ts` holds that the server sends it. The core goes out under its rolling address. */
function compressed(file: string, coding: 'gz' | 'br'): number {
  const ahead = `${basename(file) === 'sdk.js' ? join(dirname(file), 'rolling.js') : file}.${coding}`
  if (!existsSync(ahead)) throw new Error(`${basename(ahead)} is not built: run "npx -y pnpm@12 build"`)
  return readFileSync(ahead).length
}

function chunks(folder: string, kind: string): string[] {
  return readdirSync(join(folder, 'chunks'))
    .filter((name) => name === `${kind}.js`)
    .map((name) => join(folder, 'chunks', name))
}

/** A module and all that it imports before it runs. */
function eagerFiles(file: string): string[] {
  const found = new Set<string>()
  const visit = (path: string) => {
    if (found.has(path)) return
    found.add(path)
    for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*["'`](\.[^"'`]+)["'`]/g))
      visit(join(dirname(path), specifier))
  }
  visit(file)
  return [...found]
}

const FORBIDDEN: Record<string, RegExp> = {
  zod: /ZodError|_zod\b|invalid_type/,
  preact: /dangerouslySetInnerHTML|__html\b/,
}

/** What must not be in the core that every page downloads: zod, preact, texts for developers (literals of seven words and more). */
export function ballast(code: string): string[] {
  const found = Object.entries(FORBIDDEN).flatMap(([name, pattern]) => (pattern.test(code) ? [name] : []))
  const literals = code.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? []
  const prose = literals.filter((literal) => /^.(?:[A-Za-z,.:;()]+ ){6}/.test(literal))
  return [...found, ...prose.map((literal) => `text ${literal.slice(0, 80)}`)]
}
