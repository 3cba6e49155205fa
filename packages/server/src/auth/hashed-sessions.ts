import { createHash } from 'node:crypto'
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth'

/**
 * Keeps only the SHA-256 of session tokens in the database, so that a copy of it opens no session.
 * Whoever holds a token still gets it back with the session that it names.
 */
export function hashSessions(inner: DBAdapter): DBAdapter {
  return { ...hashTokens(inner), transaction: (work) => inner.transaction((adapter) => work(hashTokens(adapter))) } as DBAdapter
}

interface Query {
  model: string
  where?: Where[] | undefined
}

function hashTokens(inner: DBTransactionAdapter): DBTransactionAdapter {
  const one =
    <Q extends Query, R>(run: (query: Q) => Promise<R>) =>
    async (query: Q): Promise<R> => {
      const token = tokenOf(query)
      const row = await run(hashed(query))
      return token !== undefined && row && typeof row === 'object' && 'token' in row ? { ...row, token } : row
    }
  return {
    ...inner,
    create: async (query) => {
      const { token } = query.data as { token?: unknown }
      if (query.model !== 'session' || typeof token !== 'string') return inner.create(query)
      const row = await inner.create({ ...query, data: { ...query.data, token: hashOf(token) } })
      return { ...row, token } as never
    },
    findOne: one(inner.findOne) as typeof inner.findOne,
    update: one(inner.update) as typeof inner.update,
    consumeOne: one(inner.consumeOne) as typeof inner.consumeOne,
    findMany: (query) => inner.findMany(hashed(query)),
    count: (query) => inner.count(hashed(query)),
    updateMany: (query) => inner.updateMany(hashed(query)),
    delete: (query) => inner.delete(hashed(query)),
    deleteMany: (query) => inner.deleteMany(hashed(query)),
  }
}

function tokenOf({ model, where = [] }: Query): string | undefined {
  const value = model === 'session' ? where.find(({ field }) => field === 'token')?.value : undefined
  return typeof value === 'string' ? value : undefined
}

function hashed<Q extends Query>(query: Q): Q {
  if (query.model !== 'session' || !query.where) return query
  const where = query.where.map((test) => {
    if (test.field !== 'token') return test
    if (typeof test.value === 'string') return { ...test, value: hashOf(test.value) }
    return Array.isArray(test.value) ? { ...test, value: test.value.map((token) => hashOf(String(token))) } : test
  })
  return { ...query, where }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
