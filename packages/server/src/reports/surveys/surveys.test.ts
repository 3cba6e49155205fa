import { surveyReport, type SurveyReport } from '@espalier/core/schema'
import { describe, expect, it } from 'vitest'
import { NOON, openWorkspace, question, send } from '../../decisions/workspace.case.ts'
import type { OpenApp } from '../../open-app.case.ts'

const DAY = 86_400_000
const at = (days: number) => new Date(NOON - days * DAY).toISOString()

/** An answer of a person, `days` before now. */
function answer(userId: string, score: number, { account = userId, campaign = 'nps', days = 0, comment = '' } = {}): object {
  const properties = { campaign, version: 1, decision: `d-${userId}`, score, ...(comment && { comment }) }
  return { type: 'track', event: 'espalier:answered', userId, timestamp: at(days), context: { groupId: account }, properties }
}

const many = (count: number, prefix: string, make: (id: string) => object) =>
  Array.from({ length: count }, (_, index) => make(`${prefix}${index}`))

async function read(open: OpenApp, query = ''): Promise<SurveyReport> {
  const { status, body } = await open.call('GET', `/v1/reports/surveys${query}`)
  expect(status).toBe(200)
  return surveyReport.parse(body)
}

describe('the report of surveys', () => {
  it.each([
    [40, 40, 20, 20],
    [20, 50, 30, -10],
  ])('%i promoters, %i passives and %i detractors of 100 are an NPS of %i', async (promoters, passives, detractors, nps) => {
    await using open = await openWorkspace(question())
    await send(
      open,
      ...many(promoters, 'p', (id) => answer(id, 9)),
      ...many(passives, 'n', (id) => answer(id, 7)),
      ...many(detractors, 'd', (id) => answer(id, 6)),
    )
    const report = await read(open)
    expect(report.nps).toMatchObject({ n: 100, nps })
    expect(report.nps.margin).toBeGreaterThan(10)
    expect(report.scores?.[9]).toBe(promoters)
    expect(report.trend.at(-1)).toMatchObject({ month: '2026-11', complete: false, nps: { n: 100, nps } })
  })

  it('counts the last answer of a person alone', async () => {
    await using open = await openWorkspace(question())
    await send(open, ...many(6, 'p', (id) => answer(id, 0, { days: 20 })), ...many(6, 'p', (id) => answer(id, 10, { days: 2 })))
    expect((await read(open)).nps).toMatchObject({ n: 6, nps: 100 })
  })

  it('tells nothing of fewer than five people, and says so', async () => {
    await using open = await openWorkspace(question())
    await send(open, ...many(4, 'p', (id) => answer(id, 9, { comment: 'Good' })))
    const report = await read(open)
    expect(report).toMatchObject({ nps: { n: null, nps: null, reason: 'too-few-answers' }, scores: null, comments: [] })
  })

  it('shows groups by what accounts are, small ones taken together', async () => {
    await using open = await openWorkspace(question())
    const of = (industry: string, account: string) => ({ type: 'group', userId: `boss-${account}`, groupId: account, traits: { industry } })
    await send(open, of('retail', 'r'), of('health', 'h'), of('law', 'l'))
    await send(
      open,
      ...many(20, 'r', (id) => answer(id, 9, { account: 'r' })),
      ...many(7, 'h', (id) => answer(id, 5, { account: 'h' })),
      ...many(2, 'l', (id) => answer(id, 10, { account: 'l' })),
    )
    const { segments } = await read(open, '?by=industry')
    expect(segments?.nps.rows).toEqual([{ value: 'retail', figures: expect.objectContaining({ n: 20, nps: 100 }) }])
    expect(segments?.nps.rest).toMatchObject({ n: 9 })
    expect(JSON.stringify(segments)).not.toContain('law')
  })

  it('shows no group that is another one but for a few people, here and on Home', async () => {
    await using open = await openWorkspace(question())
    const traits = (account: string, industry: string, region: string) => ({
      type: 'group',
      userId: `boss-${account}`,
      groupId: account,
      traits: { industry, region },
    })
    await send(open, traits('r', 'retail', 'jp'), traits('h', 'health', 'us'), traits('x', 'health', 'jp'))
    await send(
      open,
      ...many(20, 'r', (id) => answer(id, 9, { account: 'r' })),
      ...many(30, 'h', (id) => answer(id, 7, { account: 'h' })),
      answer('only', 2, { account: 'x' }),
    )
    expect((await read(open, '?by=industry')).segments?.nps.rows.map(({ value, figures }) => [value, figures.n])).toEqual([
      ['health', 31],
      ['retail', 20],
    ])
    expect((await read(open, '?by=region')).segments?.nps).toEqual({ rows: [], rest: null, reason: 'too-few-answers' })
    const npsOn = async (query: string) => {
      const { body } = await open.call('GET', `/v1/reports/home?${query}`)
      const found = (body.figures as { id: string; value: number | null }[]).find(({ id }) => id === 'nps')
      return found?.value
    }
    expect([await npsOn('by=industry&value=retail'), await npsOn('by=region&value=jp')]).toEqual([100, null])
  })

  it('tells of a question by itself only where that tells nothing of a smaller one', async () => {
    await using open = await openWorkspace(question(), question({ id: 'again' }))
    await send(open, ...many(30, 'p', (id) => answer(id, 9)), ...many(3, 'q', (id) => answer(id, 2, { campaign: 'again' })))
    const one = await read(open, '?campaign=nps')
    expect([one.nps.reason, one.campaigns]).toEqual(['too-few-answers', []])
    await send(open, ...many(8, 's', (id) => answer(id, 2, { campaign: 'again' })))
    expect((await read(open, '?campaign=nps')).nps).toMatchObject({ n: 30, nps: 100 })
  })

  it('reads satisfaction from the event that the workspace names', async () => {
    await using open = await openWorkspace()
    const rated = (userId: string, score: unknown) => ({
      type: 'track',
      event: 'Ticket Rated',
      userId,
      timestamp: at(1),
      properties: { score },
    })
    await send(
      open,
      ...many(3, 'a', (id) => rated(id, 5)),
      ...many(3, 'b', (id) => rated(id, 4)),
      ...many(4, 'c', (id) => rated(id, 2)),
      rated('x', 'good'),
      rated('y', 9),
    )
    expect((await read(open)).csat.reason).toBe('too-few-answers')
    await open.call('PUT', '/v1/settings', { satisfactionEvent: 'Ticket Rated' })
    const { csat, satisfaction } = await read(open)
    expect(csat).toMatchObject({ n: 10, share: 0.6, mean: 3.5 })
    expect(satisfaction).toEqual([0, 4, 0, 3, 3])
  })

  it('lists comments without names, the newest first', async () => {
    await using open = await openWorkspace(question())
    await send(
      open,
      ...many(5, 'p', (id) => answer(id, 9, { days: 5 })),
      answer('ken', 3, { comment: 'Too slow', days: 1 }),
      answer('mari', 9, { comment: 'Good', days: 3 }),
    )
    const { comments } = await read(open)
    expect(comments).toEqual([
      { month: '2026-11', group: 'detractor', text: 'Too slow' },
      { month: '2026-11', group: 'promoter', text: 'Good' },
    ])
  })

  it('lists the newest hundred comments, says how many there are, and writes all of them into a file', async () => {
    await using open = await openWorkspace(question())
    await send(open, ...Array.from({ length: 130 }, (_, back) => answer(`p${back}`, 9, { comment: `Note ${back}.`, days: 1 + back / 10 })))
    const { comments, commentsInAll } = await read(open)
    expect([comments.length, comments.at(-1)?.text, commentsInAll]).toEqual([100, 'Note 99.', 130])
    const { body } = await open.call('GET', '/v1/reports/surveys?format=csv')
    expect(String(body).match(/^comment,2026-11,.*,promoter,Note \d+\./gm)).toHaveLength(130)
  })

  it('is a table for a spreadsheet, in both languages', async () => {
    await using open = await openWorkspace(question())
    await send(open, ...many(5, 'p', (id) => answer(id, 9)))
    const table = await open.call('GET', '/v1/reports/surveys?format=csv&lang=ja')
    expect(table.headers.get('content-type')).toContain('text/csv')
    expect(table.body).toContain('NPSの回答数')
    expect(table.body).toMatch(/month,2026-11,5,100,/)
    const asked = await open.call('GET', '/v1/reports/surveys', undefined, { headers: { accept: 'text/csv' } })
    expect(asked.body).toContain('NPS answers')
  })

  it.each([
    ['month', '?month=2026-13'],
    ['campaign', '?campaign=No%20slug'],
    ['by', '?campaign=nps&by=plan'],
    ['format', '?format=pdf'],
    ['lang', '?format=csv&lang=fr'],
  ])('names %s when it cannot be read', async (field, query) => {
    await using open = await openWorkspace()
    const { status, body } = await open.call('GET', `/v1/reports/surveys${query}`)
    expect([status, body.error.field]).toEqual([400, field])
  })

  it('is closed to public keys', async () => {
    await using open = await openWorkspace()
    expect((await open.call('GET', '/v1/reports/surveys', undefined, { key: 'pk_test_demo' })).status).toBe(403)
  })
})
