import { addToCounter, createCounter, emptyHistory } from '@espalier/core'
import { catalog, definitions, settings } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
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
})
