import { addToCounter, createCounter, emptyHistory } from '@espalier/core'
import { catalog, definitions, settings } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import type { Account } from '../store/people.ts'
import { factsOf } from './facts.ts'
import { readsOf } from './reads.ts'
import type { Subject } from './subject.ts'
import { CATALOG, NOON } from './workspace.case.ts'

const DAY = 86_400_000

const workspace = {
  settings: settings.parse({ zone: 'Asia/Tokyo' }),
  catalog: catalog.parse(CATALOG),
  definitions: definitions.parse({ events: [{ id: 'big-export', name: 'Big export', event: 'Report Exported', where: {} }] }),
}

function subject(change: Partial<Subject> = {}): Subject {
  const nothing = {
    id: 'mari',
    accountId: 'acme',
    entitlements: {},
    counters: {},
    accountCounters: {},
    history: emptyHistory(),
    scores: [],
  }
  return { ...nothing, arms: new Map(), armed: {}, ...change }
}

function facts(change: Partial<Subject> = {}, paths: string[] = []) {
  return factsOf(subject(change), { ...workspace, reads: readsOf(paths, workspace) }, NOON)
}

const acme = { id: 'acme', traits: { size: 12, id: 'not this' }, care: {}, firstSeenAt: 0, lastSeenAt: 0 }

describe('the facts of a subject', () => {
  it('are few where nothing is known', () => {
    expect(facts()).toEqual({
      user: { id: 'mari', anonymous: true, daysSinceFirstSeen: 0 },
      account: { id: 'acme', phase: 'adoption' },
      plan: {},
      limit: {},
      feature: {},
      event: {},
      accountEvent: {},
      survey: {},
      campaign: {},
      health: {},
      now: { hour: 21, weekday: 7, date: '2026-11-22', month: 11 },
    })
  })

  it('hold traits, but no trait stands in for an id', () => {
    const person = { id: 'mari', anonymous: false, traits: { role: 'admin' }, firstSeenAt: NOON - 3.5 * DAY, lastSeenAt: NOON }
    const { user, account } = facts({ person, account: acme })
    expect(user).toEqual({ role: 'admin', id: 'mari', anonymous: false, daysSinceFirstSeen: 3 })
    expect(account).toEqual({ size: 12, id: 'acme', phase: 'adoption' })
  })

  it('name events without dots, because a dot ends a path', () => {
    const state = addToCounter(createCounter(), NOON - 8 * DAY, 2)
    expect(facts({ counters: { 'report.exported': state } }).event).toMatchObject({
      report_exported: { count: 2, count7d: 0, count30d: 2, daysSinceLast: 8 },
    })
  })

  it('read usage against its limit', () => {
    const name = { en: 'Exports', ja: '書き出し' }
    const exports = { kind: 'metered' as const, name, allowed: true, used: 18, limit: 20 }
    const analytics = { kind: 'boolean' as const, name, allowed: false }
    const { limit, feature } = facts({ entitlements: { exports, analytics } })
    expect(limit).toMatchObject({ exports: { used: 18, limit: 20, remaining: 2, ratio: 0.9, state: 'critical' } })
    expect([limit, feature]).toEqual([{ exports: expect.anything() }, { exports: true, analytics: false }])
  })

  it('count the days since the last low score, of the person or of anybody in the account', () => {
    const low = { campaign: 'nps', score: 6, at: NOON - 5 * DAY }
    const high = { campaign: 'csat', score: 9, at: NOON - DAY }
    const account = { ...acme, care: { score: 80, detractorAt: NOON - 40 * DAY } }
    expect(facts({ scores: [high] }).health).toEqual({})
    expect(facts({ account, scores: [high] }).health).toEqual({ score: 80, detractorDays: 40 })
    expect(facts({ account, scores: [high, low] }).health).toEqual({ score: 80, detractorDays: 5 })
  })

  it('count everybody of the account apart, custom events by their id, and windows that rules read', () => {
    const state = addToCounter(addToCounter(createCounter(), NOON - 12 * DAY), NOON)
    const read = facts({ counters: { 'big-export': createCounter(), '#big-export': state }, accountCounters: { 'a.b': state } }, [
      'event.big-export.count14d',
      'accountEvent.a_b.count3d',
    ])
    expect(read.event['big-export']).toMatchObject({ count: 2, count14d: 2, count3d: 1 })
    expect(read.accountEvent).toMatchObject({ a_b: { count: 2, count14d: 2, count3d: 1 } })
  })

  it.each([
    ['2026-12-22', 30],
    ['2026-11-22', 0],
    ['2026-11-20', -2],
    // 22 November, 21:00 in Tokyo; this is 23 November there.
    ['2026-11-22T15:30:00Z', 1],
    ['soon', undefined],
    [5, undefined],
  ])('count the days of the calendar until a renewal on %s', (renewsAt, days) => {
    expect(facts({ account: { ...acme, traits: { renewsAt } } }).account['daysToRenewal']).toBe(days)
  })

  it.each([
    ['11', 344],
    ['11-22', 0],
    ['12', 9],
    ['04-01', 130],
    ['4', undefined],
    ['13-01', undefined],
  ])('count the days until a fiscal year that begins on %s', (fiscalYearStart, days) => {
    expect(facts({ account: { ...acme, traits: { fiscalYearStart } } }).account['daysToFiscalYear']).toBe(days)
  })

  it('tell the phase of an account', () => {
    const [free, team] = workspace.catalog.plans
    const exports = (used: number) => ({ exports: { kind: 'metered', name: { en: '', ja: '' }, allowed: true, used, limit: 10 } as const })
    const phase = (change: Partial<Subject>, care: Account['care'] = {}) =>
      facts({ ...change, account: { ...acme, care } }).account['phase']
    expect(phase({ ...(team && { plan: team }) }, { onboarded: false })).toBe('onboarding')
    expect([phase({ ...(free && { plan: free }) }), phase({ ...(team && { plan: team }) })]).toEqual(['adoption', 'expansion'])
    expect([phase({ entitlements: exports(7) }), phase({ entitlements: exports(8) })]).toEqual(['adoption', 'expansion'])
    expect([phase({ ...(team && { plan: team }) }, { score: 59 }), phase({ ...(team && { plan: team }) }, { score: 60 })]).toEqual([
      'adoption',
      'expansion',
    ])
  })

  it('know that somebody of the account started to cancel, for as long as the settings say', () => {
    const cancelled = (days: number) =>
      facts({ accountCounters: { 'Cancellation Started': addToCounter(createCounter(), NOON - days * DAY) } })
    expect([cancelled(6.9).health, cancelled(7).health]).toEqual([{ cancelling: true }, {}])
  })

  it('take the later of what spares the person and the account', () => {
    const person = { id: 'mari', anonymous: false, traits: {}, firstSeenAt: 0, lastSeenAt: 0, care: { mutedUntil: 5, notAFitUntil: 9 } }
    const account = { ...acme, care: { mutedUntil: 7 } }
    expect(facts({ person, account }).health).toEqual({ mutedUntil: 7, notAFitUntil: 9 })
  })

  it('read the clock of the browser where its zone is known', () => {
    const rules = { ...workspace, reads: readsOf([], workspace) }
    expect(factsOf(subject(), rules, NOON, 'America/New_York').local).toEqual({ hour: 7, weekday: 7, date: '2026-11-22', month: 11 })
  })
})
