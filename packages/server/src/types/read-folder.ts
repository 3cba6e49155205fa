import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { campaign, catalog, definitions } from '@espalier/core/schema'
import type { z } from 'zod'
import { fieldIssues } from '../http/errors.ts'
import type { Workspace } from './names.ts'

/**
 * Reads a workspace that is kept as files: `catalog.json`, and where they are there `definitions.json` and `campaigns/*.json`. `path` may
 * also be one catalogue file. Rejects with the file and the field that is wrong.
 */
export async function readFolder(path: string): Promise<Workspace> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Error(`${path}: cannot be read`)
  if (!found.isDirectory()) return { catalog: await readJson(path, catalog), definitions: definitions.parse({}), campaigns: [] }
  const names = await readdir(path)
  const files = names.includes('campaigns') ? (await readdir(join(path, 'campaigns'))).filter((name) => name.endsWith('.json')) : []
  return {
    catalog: await readJson(join(path, 'catalog.json'), catalog),
    definitions: names.includes('definitions.json') ? await readJson(join(path, 'definitions.json'), definitions) : definitions.parse({}),
    campaigns: await Promise.all(files.map((name) => readJson(join(path, 'campaigns', name), campaign))),
  }
}

async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${path}: cannot be read`)
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Error(`${path}: not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = fieldIssues(parsed.error)
  throw new Error(`${path}: ${issue?.field ? `${issue.field}: ` : ''}${issue?.message ?? 'is wrong'}`)
}
