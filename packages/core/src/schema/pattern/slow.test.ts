import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { isSlowPattern } from './slow.ts'

it.each([
  '^(\\w+\\s?)*$',
  '^([a-z0-9]+[._-]?)+@corp\\.example$',
  '^(あ+)+$',
  '.*.*.*=',
  '(a+)+',
  '(a*)*b',
  '(a|a)*$',
  '(?:a|ab|b)*c',
  '(\\d+|[0-9a-f]+)*z',
  '^(a?b?)*$',
  '(?=(a+)+$)x',
  '(?<!(x+x+)+y)z',
  '^(?<name>\\w+)*\\k<name>$',
  '(\\w{1,40}){1,40}!',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(?:(\\w+)\\1)+!',
  '(.*a){12}',
])('some text keeps %s busy for ever', (pattern) => {
  expect(isSlowPattern(pattern)).toBe(true)
})

const QUICK = [
  '',
  '^/reports(/|$)',
  '^/projects/\\d+/(settings|members)$',
  '^[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+$',
  '^(?:[a-z0-9]+-)*[a-z0-9]+$',
  '(\\w+\\.)+example',
  '^v?\\d+(\\.\\d+){2}(-[\\w.]+)?$',
  'foo.*bar.*baz',
  'error|warning|fatal',
  '^(?!.*internal).+$',
  '^\\s*\\S+\\s*$',
  '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  '株式会社.+',
  '(東京|大阪|名古屋)(都|府|市)?',
  '^https?://[^/]+/[^?#]*\\?.*utm_source=',
  '^(\\d{1,3}\\.){3}\\d{1,3}$',
  '(\\d{10},)*',
  '[\\]\\-^a-z\\d]{2,4}',
  '\\u3042+\\x41*\\t?\\0?\\cA',
  'a{,3}b{x}',
  '^(a{2}|b{3})*$',
  'x*?y+?z??',
]

it.each(QUICK)('takes %s, which is done with any text in no time', (pattern) => {
  expect(isSlowPattern(pattern)).toBe(false)
})

it('letters of either case are the same where case is ignored', () => {
  expect(isSlowPattern('^(a|A)*$')).toBe(false)
  expect(isSlowPattern('^(a|A)*$', true)).toBe(true)
})

it('what it takes is done by the browser’s own way of matching with texts that are made to be slow', async () => {
  const texts = ['a', 'A', '1', '/', ' ', '-', '.', 'あ', 'ab', 'a.', 'a-', '1.', 'a ', 'x'].map((text) => `${text.repeat(3000)}!`)
  const program = `for (const pattern of ${JSON.stringify(QUICK)}) for (const text of ${JSON.stringify(texts)}) new RegExp(pattern).test(text)
    console.log('done')`
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { timeout: 50_000 })
  expect(stdout.trim()).toBe('done')
}, 60_000)

it('answers at once, whatever a pattern of 500 characters is like', () => {
  const long = [
    '(?:'.repeat(50) + 'a' + '){9}'.repeat(50),
    `(${'\\w?'.repeat(160)})*`,
    `(${Array.from({ length: 120 }, (_, n) => `.${n % 10}`).join('|')})*`,
  ]
  for (const pattern of long) expect(isSlowPattern(pattern)).toBe(true)
})
