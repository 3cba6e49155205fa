import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from './database.ts'

/** How long it may take, milliseconds. */
const PATIENCE = 300_000
/** Events that a server leaves in the log before it keeps them in columns. */
const LEFT = 1 << 16

/** Waits until the server of a folder has brought its log into the columns that funnels read. */
export async function columnsOf(folder: string): Promise<void> {
  const database = await openDatabase(join(folder, 'espalier.db'))
  try {
    const end = Date.now() + PATIENCE
    for (;;) {
      const [{ last, told }] = database
        .prepare(`select max(position) as last, (select told from snapshot where kind = 'funnel') as told from event`)
        .all() as [{ last: number; told: string | null }]
      const kept = told === null ? undefined : (JSON.parse(told) as { what: { segments: [until: number][] } }).what
      if (last - (kept?.segments.at(-1)?.[0] ?? 0) < LEFT) return
      if (Date.now() > end) throw new Error(`${last} events, and the columns of funnels do not have them`)
      await pause(500)
    }
  } finally {
    database.close()
  }
}
