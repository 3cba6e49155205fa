import { beforeEach, expect, test } from 'vitest'
import { sampleBoot } from '../testing/sample-boot.ts'
import { nearest } from './nearest.ts'
import { describeProblem } from './problem-text.ts'
import { findProblems } from './problems.ts'

const name = { en: 'A', ja: 'あ' }
const BOOT = sampleBoot([], {
  entitlements: { exports: { kind: 'metered', name, allowed: true, used: 1 }, analytics: { kind: 'boolean', name, allowed: false } },
})
const OPTIONS = { key: 'pk_live_a', host: 'https://grow.example.com' }
type Parts = Parameters<typeof findProblems>
const find = (options: object = {}, failures: Parts[1] = [], boot: object = BOOT): unknown[] =>
  findProblems({ options: { ...OPTIONS, ...options }, boot: () => boot } as Parts[0], failures)

beforeEach(() => {
  document.body.innerHTML = ''
})

test('a page that is right has no problems, whatever other tools wrote into it', () => {
  document.body.innerHTML = `<espalier-slot name="top"></espalier-slot><espalier-gate feature="analytics">x</espalier-gate>
    <espalier-meter feature="exports"></espalier-meter><button data-espalier-track="A" data-espalier-properties='{"rows":3}'>b</button>`
  expect(find({ user: 'u', account: 'a', cfasync: 'false', 'data-domain': 'x', persistence: 'memory' })).toEqual([])
})

test.each([
  ['<espalier-slot></espalier-slot>', { code: 'place', about: '<espalier-slot>', meant: 'name' }],
  ['<espalier-gate>x</espalier-gate>', { code: 'place', about: '<espalier-gate>', meant: 'feature' }],
  ['<espalier-slott name="a"></espalier-slott>', { code: 'element', about: '<espalier-slott>', meant: '<espalier-slot>' }],
  ['<espalier-banner></espalier-banner>', { code: 'element', about: '<espalier-banner>' }],
  ['<espalier-gate feature="anaytics">x</espalier-gate>', { code: 'feature', about: 'anaytics', meant: 'analytics' }],
  ['<espalier-meter feature="robots"></espalier-meter>', { code: 'feature', about: 'robots' }],
  ['<espalier-meter feature="analytics"></espalier-meter>', { code: 'uncounted', about: 'analytics' }],
  ['<b data-espalier-trak="A"></b>', { code: 'attribute', about: 'data-espalier-trak', meant: 'data-espalier-track' }],
  ['<b data-espalier-track=""></b>', { code: 'event', about: 'data-espalier-track' }],
  ['<b data-espalier-track="A" data-espalier-properties="{rows:3}"></b>', { code: 'properties', about: '{rows:3}' }],
  ['<b data-espalier-track="A" data-espalier-properties="[3]"></b>', { code: 'properties', about: '[3]' }],
])('finds %s once, in the page and in a shadow root of it', (html, problem) => {
  document.body.innerHTML = html + html
  expect(find()).toEqual([problem])
  document.body.innerHTML = '<div></div>'
  const root = document.querySelector('div')?.attachShadow({ mode: 'open' })
  if (root) root.innerHTML = html
  expect(find()).toEqual([problem])
})

test('features that a workspace without a plan does not tell of are not called unknown, and misspelt ones are', () => {
  const { analytics: _, ...entitlements } = BOOT.entitlements
  document.body.innerHTML = '<espalier-gate feature="analytics">x</espalier-gate><espalier-meter feature="export"></espalier-meter>'
  expect(find({}, [], { ...BOOT, entitlements })).toEqual([{ code: 'feature', about: 'export', meant: 'exports' }])
})

test('finds misspelt options, and keeps what the client told of', () => {
  expect(find({ presistence: 'memory', Consent: 'denied' })).toEqual([
    { code: 'option', about: 'presistence', meant: 'persistence' },
    { code: 'option', about: 'Consent', meant: 'consent' },
  ])
  expect(
    find({}, [
      { code: 'key', status: 401 },
      { code: 'argument', field: 'feature' },
      { code: 'argument', field: 'feature' },
    ]),
  ).toEqual([
    { code: 'key', about: '401' },
    { code: 'feature-name', about: '' },
  ])
})

test('says in both languages what is wrong and what was meant', () => {
  const problem = { code: 'option', about: 'uesr', meant: 'user' } as const
  expect(describeProblem(problem, 'en')).toBe('“uesr” is no option. Did you mean “user”?')
  expect(describeProblem(problem, 'ja')).toBe('「uesr」というオプションはありません。「user」ではありませんか。')
})

test('takes for a slip only what is a letter or two away', () => {
  const names = ['key', 'host', 'user']
  expect([nearest('host', names), nearest('uesr', names), nearest('hots', names), nearest('domain', names), nearest('x', names)]).toEqual([
    'host',
    'user',
    'host',
    undefined,
    undefined,
  ])
})
