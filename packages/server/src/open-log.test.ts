import pg from 'pg'
import { expect, it } from 'vitest'
import { openLog } from './open-log.ts'

/** The lines that were written. */
function openLines() {
  const lines: string[] = []
  const log = openLog('info', { write: (line: string) => void lines.push(line) })
  return { log, lines }
}

it('writes of an error what went wrong and where, and nothing of whom it was about', () => {
  const { log, lines } = openLines()
  const refused = new pg.DatabaseError('duplicate key value violates unique constraint "person_pkey"', 1, 'error')
  Object.assign(refused, { code: '23505', detail: 'Key (id)=(mari@example.com) already exists.', where: 'row mari@example.com' })
  log.error({ err: new Error('not kept', { cause: refused }) }, 'request failed')
  expect(JSON.parse(lines.join(''))).toEqual({
    level: 50,
    time: expect.any(Number),
    msg: 'request failed',
    err: {
      type: 'Error',
      message: 'not kept',
      stack: expect.stringContaining('open-log.test.ts'),
      cause: {
        type: 'error',
        message: 'duplicate key value violates unique constraint "person_pkey"',
        stack: expect.any(String),
        code: '23505',
      },
    },
  })
  expect(lines.join('')).not.toContain('mari')
})

it('keeps to one line whatever an error says, and ends where causes lead back', () => {
  const { log, lines } = openLines()
  const error = new Error('first\n{"level":30,"msg":"forged"}\r\nlast\u2028end')
  error.cause = error
  log.error({ err: error })
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).not.toMatch(/[\r\n]/)
})
