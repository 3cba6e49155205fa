import type { ErrorCode } from '@espalier/core/schema'

/** Something that keeps the database from working now and passes without a change of code. */
export interface StorageFault {
  readonly code: Extract<ErrorCode, `storage-${string}`>
  /** One line for who asked. */
  readonly message: string
  /** After how many seconds asking again makes sense. */
  readonly retryAfter: number
}

const FULL: StorageFault = { code: 'storage-full', message: 'the disk of the database is full', retryAfter: 30 }
const READ_ONLY: StorageFault = { code: 'storage-read-only', message: 'the database can be read only', retryAfter: 30 }
const BUSY: StorageFault = { code: 'storage-busy', message: 'another process keeps the database locked', retryAfter: 1 }
const UNREACHABLE: StorageFault = { code: 'storage-unreachable', message: 'the database cannot be reached', retryAfter: 5 }
const FAILING: StorageFault = { code: 'storage-failing', message: 'the disk of the database fails', retryAfter: 30 }

/** By the codes of SQLite (https://www.sqlite.org/rescode.html), of PostgreSQL (its appendix A) and of the network. */
const BY_CODE: readonly (readonly [pattern: RegExp, fault: StorageFault])[] = [
  [/^SQLITE_FULL$|^53100$/, FULL],
  [/^SQLITE_READONLY|^25006$/, READ_ONLY],
  // Locks, deadlocks, and more connections than the database takes.
  [/^SQLITE_(BUSY|LOCKED)|^55P03$|^40001$|^40P01$|^53300$/, BUSY],
  [/^08...$|^57P0[1-5]$|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/, UNREACHABLE],
  [/^SQLITE_(IOERR|CANTOPEN|NOMEM|PROTOCOL)|^58030$|^53200$/, FAILING],
]

/** The driver of PostgreSQL has no codes for what it says of its own connections. */
const LOST = /^Connection terminated|^timeout exceeded when trying to connect|is not queryable$/

/** What keeps the database from working; undefined for a mistake, which asking again does not mend. */
export function storageFault(error: unknown): StorageFault | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
    const code = 'code' in one && typeof one.code === 'string' ? one.code : ''
    const found = BY_CODE.find(([pattern]) => pattern.test(code))?.[1]
    if (found) return found
    if (code === '' && LOST.test(one.message)) return UNREACHABLE
  }
  return undefined
}
