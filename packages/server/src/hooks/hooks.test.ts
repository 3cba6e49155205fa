import { describe, expect, it } from 'vitest'
import { appOn, openApp, type OpenApp } from '../open-app.case.ts'
import { RESTS } from './postman.ts'
import { openReceiver, type Receiver } from './receiver.case.ts'
import { signatureOf } from './sign.ts'
import { tell } from './tell.ts'

const NOW = Date.UTC(2026, 10, 22)

/** An app whose clock is moved by hand, with a receiver that is told. */
async function openTold(receiver: Receiver): Promise<OpenApp & { clock: { now: number }; secret: string }> {
  const clock = { now: NOW }
  const open = await openApp({ clock: () => clock.now, config: { openHooks: true } })
  const { body } = await open.call('PUT', '/v1/hook', { url: receiver.url })
  // Saving an address looks for what waits, and nobody waits for that: what a test puts in line is for its own looks.
  await open.deps.postman.look()
  return { ...open, clock, secret: body.secret }
}

const say = ({ deps }: OpenApp, name: string) =>
  deps.store.transaction((inner) => tell(inner, 'campaign.paused', { campaign: name }, deps.clock()))
const status = async (open: OpenApp) => (await open.call('GET', '/v1/hook')).body
const told = (receiver: Receiver) =>
  receiver.received.map(({ body }) => (JSON.parse(body) as { data: { campaign?: string } }).data.campaign)

describe('the owner', () => {
  it('is told once, with a signature that the secret proves', async () => {
    await using receiver = await openReceiver()
    await using open = await openTold(receiver)
    await say(open, 'bigger')
    await open.deps.postman.look()
    await open.deps.postman.look()
    const [{ headers, body } = { headers: {}, body: '' }, ...others] = receiver.received
    expect(others).toEqual([])
    expect(JSON.parse(body)).toEqual({ type: 'campaign.paused', timestamp: '2026-11-22T00:00:00.000Z', data: { campaign: 'bigger' } })
    expect(headers['content-type']).toBe('application/json')
    expect(headers['webhook-timestamp']).toBe(String(NOW / 1000))
    expect(headers['webhook-signature']).toBe(signatureOf(open.secret, String(headers['webhook-id']), NOW / 1000, body))
    expect((await status(open)).messages).toEqual([
      {
        id: headers['webhook-id'],
        type: 'campaign.paused',
        at: '2026-11-22T00:00:00.000Z',
        attempts: 1,
        deliveredAt: '2026-11-22T00:00:00.000Z',
      },
    ])
  })

  it('is told in the order of what happened: later messages wait for one that was refused, under the same id', async () => {
    await using receiver = await openReceiver()
    await using open = await openTold(receiver)
    receiver.answers.push(500)
    await say(open, 'first')
    await say(open, 'second')
    await open.deps.postman.look()
    await open.deps.postman.look()
    expect(told(receiver)).toEqual(['first'])
    expect((await status(open)).messages[1]).toMatchObject({ attempts: 1, problem: 'http-500', nextAt: '2026-11-22T00:00:05.000Z' })
    open.clock.now += 5000
    await open.deps.postman.look()
    expect(told(receiver)).toEqual(['first', 'first', 'second'])
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect([ids[0] === ids[1], ids[1] === ids[2]]).toEqual([true, false])
    const times = receiver.received.map(({ headers }) => Number(headers['webhook-timestamp']) - NOW / 1000)
    expect(times).toEqual([0, 5, 5])
  })

  it('is told ever more rarely, and what was refused for days stands aside until somebody takes it', async () => {
    await using receiver = await openReceiver()
    await using open = await openTold(receiver)
    await say(open, 'poison')
    for (const rest of RESTS) {
      receiver.answers.push(503)
      await open.deps.postman.look()
      open.clock.now += rest - 1
      await open.deps.postman.look()
      open.clock.now += 1
    }
    expect(receiver.received).toHaveLength(RESTS.length)
    await say(open, 'later')
    receiver.answers.push(503)
    await open.deps.postman.look()
    expect(told(receiver).slice(RESTS.length)).toEqual(['poison'])
    await open.deps.postman.look()
    expect(told(receiver).slice(RESTS.length)).toEqual(['poison', 'later'])
    open.clock.now += 86_400_000
    await open.deps.postman.look()
    expect((await open.deps.store.hooks.waiting(9)).length).toBe(0)
  })

  it.each([
    [302, 'http-302'],
    [404, 'http-404'],
  ])('has not been told by an answer of %i, and no redirect is followed', async (answer, problem) => {
    await using receiver = await openReceiver()
    await using open = await openTold(receiver)
    receiver.answers.push(answer)
    const { body } = await open.call('POST', '/v1/hook/test')
    expect(body.messages).toMatchObject([{ type: 'test', attempts: 1, problem }])
    expect(receiver.received).toHaveLength(1)
  })

  it('is told by the next server what one did not get through', async () => {
    await using receiver = await openReceiver()
    await using open = await openTold(receiver)
    receiver.answers.push('never')
    await say(open, 'bigger')
    const looking = open.deps.postman.look()
    await receiver.arrived(1)
    await open.deps.postman.settled()
    await looking
    expect((await status(open)).messages).toMatchObject([{ attempts: 0 }])
    const { deps } = appOn(open.deps.store, { clock: () => NOW + 60_000, config: { openHooks: true } })
    await deps.postman.look()
    expect(told(receiver)).toEqual(['bigger', 'bigger'])
    await deps.postman.settled()
  })

  it('is not told over plain http or at a private address unless the operator allows it', async () => {
    await using receiver = await openReceiver()
    await using open = await openTold(receiver)
    const { deps } = appOn(open.deps.store, { clock: () => NOW })
    await say(open, 'bigger')
    await deps.postman.look()
    expect(receiver.received).toEqual([])
    expect((await status(open)).messages).toMatchObject([{ problem: 'private-address' }])
    await deps.postman.settled()
  })
})

describe('the address', () => {
  it('is saved with a secret that is shown once, and changed only when asked', async () => {
    await using receiver = await openReceiver()
    await using open = await openTold(receiver)
    expect(open.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const again = await open.call('PUT', '/v1/hook', { url: `${receiver.url}/2` })
    expect([again.body.secret, again.body.endpoint.url, again.headers.get('cache-control')]).toEqual([
      undefined,
      `${receiver.url}/2`,
      'no-store',
    ])
    expect(JSON.stringify(await status(open))).not.toContain('whsec_')
    const renewed = await open.call('PUT', '/v1/hook', { url: receiver.url, newSecret: true })
    expect(renewed.body.secret).not.toBe(open.secret)
    await open.call('POST', '/v1/hook/test')
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received
    expect(headers['webhook-signature']).toBe(signatureOf(renewed.body.secret, String(headers['webhook-id']), NOW / 1000, body))
  })

  it.each([
    ['no address', {}, 'url'],
    ['an address that is none', { url: 'example' }, 'url'],
    ['a private address', { url: 'https://169.254.169.254/' }, 'url'],
    ['plain http', { url: 'http://hooks.example.com/' }, 'url'],
    ['a number', { url: 5 }, 'url'],
    ['an unknown field', { url: 'https://hooks.example.com/', secret: 'mine' }, 'secret'],
    ['another word than true or false', { url: 'https://hooks.example.com/', newSecret: 'yes' }, 'newSecret'],
  ])('is refused with %s, by the field', async (_, body, field) => {
    await using open = await openApp()
    const answer = await open.call('PUT', '/v1/hook', body)
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([400, 'invalid-hook', field])
    expect((await status(open)).endpoint).toBeNull()
  })

  it('is nowhere at first, so that nothing is put in line and a test says what is missing', async () => {
    await using open = await openApp()
    expect(await say(open, 'bigger')).toBe(false)
    const answer = await open.call('POST', '/v1/hook/test')
    expect([answer.status, answer.body.error.code]).toEqual([409, 'no-hook'])
    expect(await status(open)).toEqual({ endpoint: null, messages: [] })
  })

  it('goes away with what was not delivered, and a new one is told at once what waits', async () => {
    await using receiver = await openReceiver()
    await using open = await openTold(receiver)
    receiver.answers.push(500)
    await say(open, 'waits')
    await open.deps.postman.look()
    await open.call('PUT', '/v1/hook', { url: `${receiver.url}/new` })
    await open.deps.postman.look()
    expect(told(receiver)).toEqual(['waits', 'waits'])
    receiver.answers.push(500)
    await say(open, 'forgotten')
    await open.deps.postman.look()
    const { body } = await open.call('DELETE', '/v1/hook')
    expect([body.endpoint, body.messages.length]).toEqual([null, 1])
  })
})
