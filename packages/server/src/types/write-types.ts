import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { declareNames } from './declare.ts'
import { namesOf } from './names.ts'
import { readFolder } from './read-folder.ts'
import { readServer } from './read-server.ts'

/** Where the names come from and where they go. */
export interface TypesOptions {
  out: string
  /** A folder or a catalogue file, in place of a server. */
  from?: string
  url: string
  /** Secret key of that server. */
  key?: string
  /** Events and slots that nobody knows are errors, too. */
  strict?: boolean
  /** Write nothing; tell whether the file is what it would be. */
  check?: boolean
}

/** Writes the file, and answers a line that says what was done. Rejects when `check` finds the file out of date. */
export async function writeTypes({ out, from, url, key, strict = false, check = false }: TypesOptions): Promise<string> {
  if (from === undefined && !key) throw new Error('expected --key sk_... (or ESPALIER_SECRET_KEY), or --from with a folder')
  await checkName(out)
  const names = namesOf(from === undefined ? await readServer(url, key ?? '') : await readFolder(from))
  const text = declareNames(names, strict)
  const summary = `features ${names.features.length}, events ${names.events.length}, slots ${names.slots.length}`
  if (check) {
    const current = await readFile(out, 'utf8').catch(() => '')
    if (current !== text) throw new Error(`${out} is out of date: ${summary}. Run "espalier types" and commit the file`)
    return `${out} is up to date: ${summary}`
  }
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, text)
  return `${out}: ${summary}${names.features.length > 0 ? '' : '. The catalogue lists no feature yet'}`
}

/** Beside `espalier.ts` TypeScript passes over `espalier.d.ts` without a word. */
async function checkName(out: string): Promise<void> {
  for (const source of ['.ts', '.tsx'].map((ending) => out.replace(/\.d\.ts$/, ending))) {
    const there = await access(source).then(
      () => true,
      () => false,
    )
    if (there && source !== out) throw new Error(`${out}: expected another name; TypeScript would read ${source} in its place`)
  }
}
