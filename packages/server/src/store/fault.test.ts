import { expect, test } from 'vitest'
import { storageFault } from './fault.ts'

const coded = (code: string, message = 'failed') => Object.assign(new Error(message), { code })

test.each([
  ['SQLITE_FULL', 'storage-full'],
  ['53100', 'storage-full'],
  ['SQLITE_READONLY_DBMOVED', 'storage-read-only'],
  ['25006', 'storage-read-only'],
  ['SQLITE_BUSY', 'storage-busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'storage-busy'],
  ['40P01', 'storage-busy'],
  ['ECONNREFUSED', 'storage-unreachable'],
  ['57P01', 'storage-unreachable'],
  ['08006', 'storage-unreachable'],
  ['SQLITE_IOERR_WRITE', 'storage-failing'],
  ['SQLITE_CANTOPEN', 'storage-failing'],
])('%s means %s', (code, expected) => {
  expect(storageFault(coded(code))?.code).toBe(expected)
  expect(storageFault(new Error('the query failed', { cause: coded(code) }))?.code).toBe(expected)
})

test.each([
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
])('"%s" means that the database cannot be reached', (message) => {
  expect(storageFault(new Error(message))?.code).toBe('storage-unreachable')
})

test('a mistake is no fault of the database: asking again would not mend it', () => {
  for (const code of ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', 'SQLITE_CORRUPT', '23505', '42601', 'ENOENT', '']) {
    expect(storageFault(coded(code))).toBeUndefined()
  }
  expect(storageFault('SQLITE_FULL')).toBeUndefined()
  expect(storageFault(coded('SQLITE_CONSTRAINT', 'Connection terminated'))).toBeUndefined()
})
