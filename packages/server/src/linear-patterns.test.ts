import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const MODULE = new URL('./linear-patterns.ts', import.meta.url).href
/** Patterns that authors write, and texts of pages for which they would be matched until the end of days. */
const SLOW = [
  ['^(\\w+\\s?)*$', `${'a'.repeat(200)}!`],
  ['^([a-z0-9]+[._-]?)+@corp\\.example$', `${'a'.repeat(200)}@`],
  ['^(あ+)+$', `${'あ'.repeat(200)}い`],
  ['.*.*.*=', 'x'.repeat(8000)],
]

/** What is printed by a process of its own that matches all of them, after `before`; it is ended after so many milliseconds. */
async function matched(before: string, timeout: number): Promise<string | undefined> {
  const program = `
    import { matchInLinearTime } from '${MODULE}'
    ${before}
    console.log(${JSON.stringify(SLOW)}.map(([pattern, text]) => new RegExp(pattern).test(text)).join())`
  const running = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout })
  return running.then(({ stdout }) => stdout.trim()).catch(() => undefined)
}

it('no pattern keeps the server from its work, whatever a page sends to be matched', async () => {
  expect(await matched('matchInLinearTime()', 60_000)).toBe('false,false,false,false')
}, 60_000)

it('notices where they are matched as ever: that comes to no end', async () => {
  expect(await matched('', 2000)).toBeUndefined()
})
