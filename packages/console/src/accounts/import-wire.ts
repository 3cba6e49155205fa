import { request } from '../api.ts'

/** What a file of subscription states comes to. */
export interface ImportAnswer {
  imported: boolean
  counts: { applied: number; stale: number; duplicate: number; rejected: number }
  /** `line` counts from 1, the line of names included. */
  lines: { line: number; id?: string; account?: string; status: string; error?: { field: string; message: string } }[]
}

/** Says what importing the file would do; nothing is kept. */
export function previewImport(csv: string): Promise<ImportAnswer> {
  return request('POST', '/v1/subscriptions/import?preview=1', { csv })
}

/** Imports the file, whole or not at all. */
export function importFile(csv: string): Promise<ImportAnswer> {
  return request('POST', '/v1/subscriptions/import', { csv })
}
