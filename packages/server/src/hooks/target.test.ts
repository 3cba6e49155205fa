import { describe, expect, it } from 'vitest'
import { isPrivate, lookupPublic } from './public-address.ts'
import { signatureOf } from './sign.ts'
import { readTarget } from './target.ts'

describe('an address of the owner', () => {
  it.each(['https://hooks.example.com/a?b=c', 'https://8.8.8.8/', 'https://[2606:4700:4700::1111]/', 'https://例え.jp/'])(
    'can be %s',
    (url) => {
      expect(readTarget(url, false)).toEqual({ url: new URL(url) })
    },
  )

  it.each([
    ['', 'starts with https://'],
    ['hooks.example.com', 'starts with https://'],
    ['http://hooks.example.com/', 'starts with https://'],
    ['ftp://hooks.example.com/', 'starts with https://'],
    [`https://hooks.example.com/${'a'.repeat(2000)}`, 'starts with https://'],
    ['https://user:secret@hooks.example.com/', 'without a user name'],
    ['https://127.0.0.1/', 'public internet'],
    ['https://2130706433/', 'public internet'],
    ['https://0x7f.1/', 'public internet'],
    ['https://10.1.2.3/', 'public internet'],
    ['https://169.254.169.254/latest/meta-data', 'public internet'],
    ['https://[::1]/', 'public internet'],
    ['https://[::ffff:192.168.0.1]/', 'public internet'],
    ['https://[fd00::1]/', 'public internet'],
    ['https://[64:ff9b::7f00:1]/', 'public internet'],
    ['https://localhost:4477/', 'public internet'],
    ['https://api.internal/', 'public internet'],
  ])('cannot be %s', (url, problem) => {
    expect(readTarget(url, false)).toEqual({ problem: expect.stringContaining(problem) })
  })

  it('can be private and plain where the operator allows it', () => {
    for (const url of ['http://10.1.2.3:8080/told', 'https://localhost/']) expect(readTarget(url, true)).toEqual({ url: new URL(url) })
    expect(readTarget('file:///etc/passwd', true)).toHaveProperty('problem')
  })
})

describe('looking a name up', () => {
  it('refuses a name that leads to this machine', async () => {
    const found = await new Promise<{ code?: string | undefined } | null>((done) => lookupPublic('localhost', { all: true }, done))
    expect(found?.code).toBe('private-address')
  })

  it('knows what is private, also behind an IPv4 address that is written as IPv6', () => {
    const all = [
      '127.0.0.1',
      '172.31.255.255',
      '100.64.0.1',
      '0.0.0.0',
      '::',
      '::1',
      'fe80::1',
      '::ffff:10.0.0.1',
      '::ffff:a00:1',
      '2002:7f00:1::',
      '::ffff:0:7f00:1',
      '3fff::1',
      '5f00::1',
    ]
    expect(all.filter((one) => !isPrivate(one))).toEqual([])
    expect(['1.1.1.1', '172.32.0.1', '2a00:1450::1', '::ffff:8.8.8.8', 'example.com'].filter(isPrivate)).toEqual([])
  })
})

it('signs as Standard Webhooks does', () => {
  // The signing vector of the specification's repository.
  const signed = signatureOf(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1_614_265_330,
    '{"test": 2432232314}',
  )
  expect(signed).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  expect(signatureOf('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_other', 1_614_265_330, '{"test": 2432232314}')).not.toBe(signed)
})
