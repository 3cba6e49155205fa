import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Server } from '../../harness/server.ts'
import { EVENT, type Load } from './load.ts'

/** What a server says of all that happened to it. */
export interface Audit {
  /** Acknowledged events that the server has never heard of. */
  lost: number
  /** Accounts, and where the file is read persons, whose count is not that of what was acknowledged. */
  miscounted: string[]
}

/** The same, and what is in its file. */
export interface FileAudit extends Audit {
  /** Rows of the log beyond one for each acknowledged event. */
  surplus: number
  /** What SQLite says of its file; `ok`. */
  integrity: string
  /** Rows that name others which are not there. */
  orphans: number
}

/** The metered feature that the events use up. */
const EXPORTS = { id: 'exports', name: { en: 'Exports', ja: 'エクスポート' }, kind: 'metered', event: EVENT } as const

const headers = ({ secretKey }: Server) => ({ 'content-type': 'application/json', authorization: `Bearer ${secretKey}` })

/** Lets a new server count exports, so that its answers tell what was counted. */
export async function countExports(server: Server): Promise<void> {
  const body = JSON.stringify({ features: [EXPORTS], plans: [] })
  const answer = await fetch(`${server.url}/v1/catalog`, { method: 'PUT', headers: headers(server), body })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Sends everything again, then compares what the server counted and kept with what it acknowledged. */
export async function audit(server: Server, load: Load): Promise<Audit> {
  const again = await load.sendAgain({ url: server.url, key: server.secretKey })
  const lost = [...again].reduce((sum, [name, count]) => (/^acknowledged, now (?!duplicate)/.test(name) ? sum + count : sum), 0)
  const miscounted: string[] = []
  for (const [account, count] of tally(load, 'account')) {
    const answer = await fetch(`${server.url}/v1/accounts/${account}`, { headers: headers(server) })
    const { usage } = (await answer.json()) as { usage?: { used: number }[] }
    if (usage?.[0]?.used !== count) miscounted.push(`${account}: ${usage?.[0]?.used}, not ${count}`)
  }
  return { lost, miscounted }
}

/** Audits the server, then the SQLite file under it. */
export async function auditFile(server: Server, load: Load): Promise<FileAudit> {
  const { lost, miscounted } = await audit(server, load)
  const file = new DatabaseSync(join(server.folder, 'espalier.db'), { readOnly: true })
  try {
    const all = (query: string, ...values: string[]) => file.prepare(query).all(...values)
    // What happened once is kept as its moment alone.
    const owned = all(
      `select owner, coalesce(json_extract(state, '$[2]'), 1) as total from counter where scope = 'person' and name = ?`,
      EVENT,
    )
    const counted = new Map(owned.map(({ owner, total }) => [owner, total]))
    for (const [person, count] of tally(load, 'person')) {
      if (counted.get(person) !== count) miscounted.push(`${person}: ${String(counted.get(person))}, not ${count}`)
    }
    const rows = Number(all('select count(*) as rows from event where name = ?', EVENT)[0]?.['rows'])
    return {
      lost,
      miscounted,
      surplus: rows - load.acknowledged.size,
      integrity: all('pragma integrity_check')
        .map(({ integrity_check: line }) => String(line))
        .join('; '),
      orphans: all('pragma foreign_key_check').length,
    }
  } finally {
    file.close()
  }
}

function tally({ acknowledged }: Load, by: 'account' | 'person'): Map<string, number> {
  const counts = new Map<string, number>()
  for (const owner of acknowledged.values()) counts.set(owner[by], (counts.get(owner[by]) ?? 0) + 1)
  return counts
}
