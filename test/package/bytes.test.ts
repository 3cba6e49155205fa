import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ballast, bytesOf, FIRST_SIGHT, VERSION_BYTES, weights } from './browser-files.ts'

test.each(weights())('$name stays under $ceiling bytes, gzipped and as it is sent', ({ name, files, ceiling }) => {
  expect(files).not.toEqual([])
  const { gzip, sent } = bytesOf(files)
  const whole = name === FIRST_SIGHT ? gzip + VERSION_BYTES : gzip
  for (const bytes of [whole, sent.gzip, sent.brotli]) expect(bytes).toBeLessThanOrEqual(ceiling)
})

test('weighs all kinds of widgets', () => {
  expect(weights().map((one) => one.name)).toEqual([
    'core: sdk.js',
    'engine',
    'delivery, once 20 events wait',
    'rules, where a campaign has something left to ask',
    FIRST_SIGHT,
    'widgets until a question is seen',
    'answer, once a question stands',
    ...['card', 'modal', 'gate', 'meter'].map((kind) => `further widget: ${kind}`),
  ])
})

const core = readFileSync(weights()[0]?.files[0] ?? '', 'utf8')

test('the core carries neither zod nor preact nor texts for developers', () => {
  expect(ballast(core)).toEqual([])
})

test.each([
  ['zod', 'class ZodError extends Error{}'],
  ['preact', 'if(p.dangerouslySetInnerHTML)r()'],
  ['text', 'console.warn("Call init before you call track, or nothing is sent")'],
])('%s in the core would be found', (name, planted) => {
  expect(ballast(`${core};${planted}`).join()).toContain(name)
})
