import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Reason } from '../decision.ts'
import { changeOf, describeReason, describeRule, type Names } from './words.ts'

const source = new URL('../', import.meta.url)
const folders = ['gates/', 'why/']
const files = ['judge.ts', 'explain.ts', ...folders.flatMap((folder) => readdirSync(new URL(folder, source)).map((file) => folder + file))]

/** Every code that stands in the source of the gates. */
function codesIn(text: string): string[] {
  const calls = text.matchAll(/\b(?:refuse|wait|because|open)\(\s*'([a-z-]+)'/g)
  const alone = text.matchAll(/(?:=>|[?:]) \['([a-z-]+)', \{/g)
  const literals = text.matchAll(/code: '([a-z-]+)'/g)
  return [...calls, ...alone, ...literals].flatMap(([, one = '']) => one)
}
const GATE_NAMES = new Set(['audience', 'trigger', 'schedule', 'slot'])
const found = new Set(files.flatMap((file) => codesIn(readFileSync(new URL(file, source), 'utf8'))))
const codes = [...found, 'quiet-not-now', 'quiet-no', 'quiet-accepted'].filter((code) => !GATE_NAMES.has(code))

const names: Names = {
  features: { exports: { en: 'Exports', ja: 'エクスポート' } },
  plans: { team: { en: 'Team', ja: 'チーム' } },
  campaigns: { welcome: 'Welcome tour' },
  zone: 'Asia/Tokyo',
}
const reason = (more: Partial<Reason>): Reason => ({ gate: 'audience', code: 'not-matched', ...more })
const said = (more: Partial<Reason>) => Object.values(describeReason(reason(more), names))

/** Values of the kind that the gate gives. */
const VALUES: Record<string, Partial<Reason>> = {
  'any-of': { needed: [{ 'plan.id': 'team' }] },
  'none-of': { needed: { 'plan.id': 'team' } },
  'properties-not-matched': { actual: {}, needed: { rows: { $gte: 3 } } },
  'not-due': { path: 'account.renewsAt', actual: null, needed: [-30, 0] },
  weekday: { actual: 6, needed: [1, 2] },
  hours: { actual: 22, needed: { from: 9, until: 18 } },
  'not-in-namespace': { needed: { id: 'spring', from: 0, until: 0.5 } },
}

describe('the words of reasons', () => {
  it('are looked for in the gates themselves', () => {
    expect(codes.length).toBeGreaterThan(45)
    expect(codes).toEqual(
      expect.arrayContaining(['not-running', 'health-low', 'event-not-now', 'not-cancelling', 'user-day', 'place-taken', 'needs-page']),
    )
    expect(codesIn("refuse('a-new-code')")).toEqual(['a-new-code'])
  })

  it.each(codes)('say %s in both languages', (code) => {
    const { en, ja } = describeReason({ gate: 'audience', code, actual: 3, needed: 5, ...VALUES[code] }, names)
    expect(en).not.toContain(`: ${code}`)
    expect(`${en} ${ja}`).not.toMatch(/undefined|NaN|\[object|null/)
    expect(ja).toMatch(/[ぁ-んァ-ン一-龠]/)
    expect(en).toMatch(/^[A-Z“0-9]/)
  })

  it('name a code that nobody wrote words for, so that nothing is empty', () => {
    expect(describeReason({ gate: 'slot', code: 'brand-new' })).toEqual({ en: 'slot: brand-new', ja: 'slot：brand-new' })
  })

  it('tell the fact as it is and as it was needed', () => {
    expect(said({ path: 'limit.exports.ratio', operator: '$gte', actual: 0.7, needed: 0.8 })).toEqual([
      'The used share of Exports is 70%; it would have to be at least 80%',
      'エクスポートの使用率は70%です（条件：80%以上）',
    ])
    expect(said({ path: 'plan.id', operator: '$in', actual: 'free', needed: ['team', 'business'] })).toEqual([
      'The plan is “free”; it would have to be Team or “business”',
      'プランは「free」です（条件：チームか「business」）',
    ])
    expect(said({ path: 'event.Report Exported.daysSinceLast', operator: '$lte', actual: Infinity, needed: 7 })).toEqual([
      'The time since “Report Exported” last happened is never; it would have to be at most 7 days',
      '「Report Exported」の直近からの日数はなしです（条件：7日以下）',
    ])
    expect(said({ path: 'account.renewsAt', operator: '$exists', actual: null, needed: true })).toEqual([
      'The account’s “renewsAt” is not known; it would have to be known',
      'アカウントの「renewsAt」は不明です（条件：値がある）',
    ])
  })

  it('tell moments on the wall clock of the workspace', () => {
    const at = Date.parse('2026-11-22T15:30:00Z')
    expect(said({ gate: 'schedule', code: 'not-started', needed: at })).toEqual([
      'It starts on 23 Nov 2026, 00:30',
      '2026年11月23日 00:30に開始します',
    ])
    expect(said({ gate: 'cadence', code: 'quiet-not-now', actual: at, needed: 14 })).toEqual([
      'Somebody answered “Not now” on 23 Nov 2026, 00:30; 14 days of quiet follow',
      '2026年11月23日 00:30に「今はしない」が選ばれました。そのあと14日は表示しません',
    ])
  })

  it('call features, plans and campaigns by their names, and by their ids without', () => {
    expect(said({ gate: 'slot', code: 'place-taken', actual: 'welcome', needed: 'top' })).toEqual([
      'The campaign “Welcome tour” has the slot “top”',
      'スロット「top」はキャンペーン「Welcome tour」が使っています',
    ])
    expect(describeReason(reason({ gate: 'care', code: 'already-entitled', path: 'feature.exports' })).en).toBe(
      'The account has “exports” already',
    )
  })
})

describe('what would have to change', () => {
  const change = (more: Partial<Reason>) => changeOf(reason(more), names)

  it('is the condition itself, or the moment from which a reason is gone', () => {
    expect(change({ path: 'limit.exports.ratio', operator: '$gte', actual: 0.7, needed: 0.8 })).toEqual({
      en: 'The used share of Exports becomes at least 80%',
      ja: 'エクスポートの使用率が80%以上になる',
    })
    expect(change({ gate: 'budget', code: 'user-day', actual: 1, needed: 1, until: Date.parse('2026-11-23T00:00:00Z') })).toEqual({
      en: 'It passes by itself on 23 Nov 2026, 09:00',
      ja: '2026年11月23日 09:00に自然に解消する',
    })
  })

  it('is nothing where nothing should: what an account has, and who belongs to another campaign', () => {
    expect(change({ gate: 'care', code: 'already-entitled', path: 'feature.exports' })).toBeUndefined()
    expect(change({ gate: 'holdout', code: 'not-in-namespace', needed: VALUES['not-in-namespace']?.needed })).toBeUndefined()
  })
})

describe('a rule in clauses', () => {
  it('says of each clause whether it holds, and leaves open what only a page knows', () => {
    const rule = {
      'plan.id': 'team',
      $and: [{ 'limit.exports.ratio': { $gte: 0.8, $lt: 1 } }],
      $or: [{ 'page.path': '/a' }, { 'user.role': 'admin' }],
    }
    const facts = { plan: { id: 'team' }, limit: { exports: { ratio: 0.5 } }, user: { role: 'member' } }
    expect(describeRule(rule, facts, names, (path) => !path.startsWith('page.'))).toEqual([
      { words: { en: 'The plan is Team', ja: 'プランがチーム' }, pass: true },
      {
        words: { en: 'The used share of Exports is at least 80% and less than 100%', ja: 'エクスポートの使用率が80%以上、かつ100%未満' },
        pass: false,
      },
      {
        words: { en: 'The page is “/a”, or the person’s “role” is “admin”', ja: 'ページが「/a」、またはユーザーの「role」が「admin」' },
        pass: null,
      },
    ])
    expect(describeRule(rule, { ...facts, user: { role: 'admin' } }, names, (path) => !path.startsWith('page.')).at(-1)?.pass).toBe(true)
  })
})
