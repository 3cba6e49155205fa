import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace, send } from '../decisions/workspace.case.ts'
import type { OpenApp } from '../open-app.case.ts'

const naughty = join(process.env['ESPALIER_SHARED'] ?? join(import.meta.dirname, '../../../../../shared'), 'data/naughty-strings/blns.json')

const good = { type: 'track', event: 'Report Exported', userId: 'mari' }
const nested = (depth: number): object => (depth === 0 ? {} : { in: nested(depth - 1) })
const many = (keys: number) => Object.fromEntries(Array.from({ length: keys }, (_, index) => [`k${index}`, 1]))

let open: OpenApp

beforeAll(async () => {
  open = await openWorkspace()
})

afterAll(() => open[Symbol.asyncDispose]())

afterEach(async () => {
  const { db } = open.deps.store.database
  await db.deleteFrom('person').execute()
  await db.deleteFrom('account').execute()
})

async function nothingKept(): Promise<void> {
  const { people } = open.deps.store
  expect(await people.listPersons({ limit: 10 })).toEqual([])
  expect(await people.listAccounts({ limit: 10 })).toEqual([])
}

describe('an event that is wrong', () => {
  it.each([
    ['no person', { userId: undefined }, 'userId'],
    ['a person that is no text', { userId: 7 }, 'userId'],
    ['an empty person', { userId: '' }, 'userId'],
    ['a person with a NUL', { userId: 'a\u0000' }, 'userId'],
    ['a person with half a character', { userId: 'a\ud83d' }, 'userId'],
    ['an anonymous id that is too long', { anonymousId: 'x'.repeat(257) }, 'anonymousId'],
    ['an unknown type', { type: 'sneeze' }, 'type'],
    ['no name', { event: undefined }, 'event'],
    ['a long name', { event: 'x'.repeat(201) }, 'event'],
    ['a group without an account', { type: 'group' }, 'groupId'],
    ['an alias without the id before', { type: 'alias' }, 'previousId'],
    ['an account that is a list', { context: { groupId: ['acme'] } }, 'context.groupId'],
    ['a time without a zone', { timestamp: '2026-11-22T12:00:00' }, 'timestamp'],
    ['a time that is a number', { timestamp: 1 }, 'timestamp'],
    ['an id that is no text', { messageId: {} }, 'messageId'],
    ['properties that are a list', { properties: [] }, 'properties'],
    ['properties that are too deep', { properties: nested(40) }, `properties${'.in'.repeat(31)}`],
    ['properties with too many keys', { properties: many(201) }, 'properties'],
    ['a long text', { properties: { note: 'x'.repeat(8193) } }, 'properties.note'],
    ['a value that nothing can be compared with', { properties: { seats: { valueOf: 1, toString: 1 } } }, 'properties.seats.valueOf'],
    ['a key of a prototype', { properties: JSON.parse('{"__proto__": {"admin": true}}') as object }, 'properties.__proto__'],
    ['an order that is negative', { seq: -1 }, 'seq'],
    ['a name of ours that does not exist', { event: 'espalier:everything' }, 'event'],
    ['a name of ours from a prototype', { event: 'espalier:constructor' }, 'event'],
    ['a report without a number', { event: 'espalier:usage', properties: { feature: 'seats', used: 'many' } }, 'properties.used'],
    ['a dismissal without how', { event: 'espalier:dismissed', properties: { campaign: 'c', version: 1 } }, 'properties.how'],
    [
      'an answer beyond the scale',
      { event: 'espalier:answered', properties: { campaign: 'c', version: 1, score: 11 } },
      'properties.score',
    ],
    ['a report about a NUL', { event: 'espalier:usage', properties: { feature: 'a\u0000', used: 1 } }, 'properties.feature'],
    ['an answer without one', { event: 'espalier:answered', properties: { campaign: 'c', version: 1 } }, 'properties.score'],
  ])('has %s: it is rejected with the field, alone and in a batch', async (_, wrong, field) => {
    const event = { ...good, ...wrong }
    const batch = await open.call('POST', '/v1/batch', { batch: [event] })
    expect([batch.status, batch.body.results]).toMatchObject([200, [{ status: 'rejected', error: { field: `batch[0].${field}` } }]])
    // The route of its own says the type, so that there is nothing to get wrong.
    const alone = await open.call('POST', field === 'type' ? '/v1/sneeze' : `/v1/${event.type}`, event)
    expect([alone.status, alone.body.error.field]).toEqual(field === 'type' ? [404, undefined] : [400, field])
    await nothingKept()
  })

  it('is larger than 32 KB: it is rejected, and its neighbour is kept', async () => {
    const large = { ...good, properties: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`k${index}`, 'é'.repeat(4000)])) }
    const { body } = await open.call('POST', '/v1/batch', { batch: [large, good] })
    expect(body.results[0]).toMatchObject({ status: 'rejected', error: { field: 'batch[0]', message: expect.stringContaining('32768') } })
    expect(body.results[1].status).toBe('accepted')
  })
})

describe('a batch that cannot be read', () => {
  it('is one of more events than an answer can list', async () => {
    const { status, body } = await open.call('POST', '/v1/batch', { batch: Array.from({ length: 2501 }, () => good) })
    expect([status, body.error]).toMatchObject([400, { field: 'batch', expected: 'at most 2500' }])
    await nothingKept()
  })

  it.each([
    ['no list', { batch: good }, 400, 'batch'],
    ['no batch', {}, 400, 'batch'],
    ['a wrong time of sending', { batch: [good], sentAt: 'yesterday' }, 400, 'sentAt'],
    ['a list instead of an object', [], 400, undefined],
    ['null', 'null', 400, undefined],
    ['half of JSON', '{"batch": [', 400, undefined],
    ['nothing', '', 400, undefined],
    ['more than 500 KB', { batch: [{ ...good, x: 'x'.repeat(520_000) }] }, 413, undefined],
  ])('with %s changes nothing and says what was expected', async (_, body, status, field) => {
    const answer = await open.call('POST', '/v1/batch', body)
    expect([answer.status, answer.body.error.field]).toEqual([status, field])
    expect(answer.body.error.message).not.toBe('')
    await nothingKept()
  })

  it.each([
    [null, 401],
    ['pk_live_wrong', 401],
  ])('with the key %s is refused', async (key, status) => {
    expect((await open.call('POST', '/v1/batch', { batch: [good] }, { key })).status).toBe(status)
    await nothingKept()
  })

  it('may be empty', async () => {
    expect((await open.call('POST', '/v1/batch', { batch: [] })).body).toEqual({ results: [] })
  })
})

it.skipIf(!existsSync(naughty))(
  'naughty strings never fail the server, and those that are kept come back as they were (needs ../shared/data or ESPALIER_SHARED)',
  async () => {
    const strings = [...new Set(JSON.parse(readFileSync(naughty, 'utf8')) as string[])]
    expect(strings.length).toBeGreaterThan(400)
    const traitsOf = (text: string) => ({ name: text, [`key ${text}`]: text })
    const identified = await send(
      open,
      ...strings.map((text, index) => ({ type: 'identify', userId: `u${index}`, traits: traitsOf(text) })),
    )
    const tracked = await send(open, ...strings.map((text) => ({ type: 'track', event: text, userId: text, context: { groupId: text } })))
    expect(identified.filter((status) => status === 'accepted').length).toBeGreaterThan(400)
    expect(tracked.filter((status) => status === 'accepted').length).toBeGreaterThan(400)
    const { people, events } = open.deps.store
    const kept = strings.flatMap((text, index) => (identified[index] === 'accepted' ? [{ id: `u${index}`, text }] : []))
    const persons = await people.persons(kept.map(({ id }) => id))
    expect(kept.map(({ id }) => persons.get(id)?.traits)).toEqual(kept.map(({ text }) => traitsOf(text)))
    const named = strings.filter((_, index) => tracked[index] === 'accepted')
    for (const text of named) expect(await events.list({ account: text }, { limit: 2 })).toMatchObject([{ name: text, person: text }])
    for (const text of strings) {
      const path = encodeURIComponent(text.toWellFormed())
      expect((await open.call('GET', `/v1/users/${path}`)).status).toBeLessThan(500)
      expect((await open.call('GET', `/v1/users?search=${path}`)).status).toBeLessThan(500)
    }
  },
  60_000,
)
