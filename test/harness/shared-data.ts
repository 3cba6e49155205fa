import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Why a test on external data skips where the data is not there. */
export const NO_SHARED_DATA =
  'the external test data is not part of the repository: put it beside the checkout as ../shared/data or name its folder in ESPALIER_SHARED'

/** The path of a file of the external test data, or undefined where it is missing. */
export function sharedFile(path: string): string | undefined {
  const folder = process.env['ESPALIER_SHARED'] ?? join(repository, '../shared')
  const file = join(folder, 'data', path)
  return existsSync(file) ? file : undefined
}

/** Reads a JSON file of the external test data; undefined where it is missing. */
export function sharedJson<T>(path: string): T | undefined {
  const file = sharedFile(path)
  return file === undefined ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as T)
}
