import { expect, it } from 'vitest'
import { openApp } from '../open-app.case.ts'

const ID = 'say "no"'

it('names what there is none of as a fact beside the sentence, whatever the id looks like', async () => {
  await using open = await openApp()
  for (const what of ['campaign', 'account', 'user']) {
    const { status, body } = await open.call('GET', `/v1/${what}s/${encodeURIComponent(ID)}`)
    expect([status, body.error]).toEqual([404, { code: `${what}-unknown`, message: `there is no ${what} "${ID}"`, facts: { id: ID } }])
  }
})

it('is a mistake of the request where one of its fields names it', async () => {
  await using open = await openApp()
  const { status, body } = await open.call('POST', '/v1/decisions/audience', { campaign: 'gone' })
  expect([status, body.error]).toMatchObject([400, { code: 'campaign-unknown', field: 'campaign', facts: { id: 'gone' } }])
})

it('says as a fact how large a body may be', async () => {
  await using open = await openApp()
  const { status, body } = await open.call('POST', '/v1/exposures', { exposures: [{ campaign: 'x'.repeat(3_000_000) }] })
  expect([status, body.error.code, body.error.facts.bytes > 0]).toEqual([413, 'body-too-large', true])
})
