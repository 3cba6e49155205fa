import type { DBAdapter, Where } from 'better-auth'
import type { Engine } from './engine.ts'

/** One browser in which somebody is signed in to the console. Times are epoch milliseconds. */
export interface ConsoleSession {
  id: string
  createdAt: number
  /** It ends by itself then. */
  expiresAt: number
  /** Network address that the sign-in came from: that of the proxy, where there is one. */
  address?: string
  /** As the browser named itself; anybody may send anything. */
  agent?: string
}

/** The sessions of people who signed in. */
export interface ConsoleSessions {
  /** Those of a person that have not ended, the newest first. */
  of(user: string): Promise<ConsoleSession[]>
  /** Ends one, on every server at once. False where this person has no such session. */
  end(user: string, id: string): Promise<boolean>
  /** Ends all of a person but one, and answers how many. */
  endOthers(user: string, kept: string): Promise<number>
}

interface Row {
  id: string
  createdAt: Date
  expiresAt: Date
  ipAddress?: string | null
  userAgent?: string | null
}

/** Reads and ends sessions over the library's tables. */
export function createConsoleSessions(engine: () => Promise<Engine>): ConsoleSessions {
  return {
    async of(user) {
      const { adapter } = await engine()
      const where: Where[] = [belongsTo(user), { field: 'expiresAt', operator: 'gt', value: new Date() }]
      const rows = await adapter.findMany<Row>({ model: 'session', where, limit: 1000 })
      return rows.map(toSession).toSorted((one, other) => other.createdAt - one.createdAt)
    },
    async end(user, id) {
      const { adapter } = await engine()
      return (await adapter.deleteMany({ model: 'session', where: [belongsTo(user), { field: 'id', value: id }] })) > 0
    },
    endOthers: async (user, kept) => endSessions((await engine()).adapter, user, kept),
  }
}

/** Ends all sessions of a person, except `kept` where it is given, and answers how many. */
export function endSessions(adapter: Pick<DBAdapter, 'deleteMany'>, user: string, kept?: string): Promise<number> {
  const others: Where[] = kept === undefined ? [] : [{ field: 'id', operator: 'ne', value: kept }]
  return adapter.deleteMany({ model: 'session', where: [belongsTo(user), ...others] })
}

function belongsTo(user: string): Where {
  return { field: 'userId', value: user }
}

function toSession({ id, createdAt, expiresAt, ipAddress, userAgent }: Row): ConsoleSession {
  return {
    id,
    createdAt: new Date(createdAt).getTime(),
    expiresAt: new Date(expiresAt).getTime(),
    ...(ipAddress ? { address: ipAddress } : {}),
    ...(userAgent ? { agent: userAgent } : {}),
  }
}
