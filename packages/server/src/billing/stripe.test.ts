import { describe, expect, it } from 'vitest'
import { NO_SHARED_DATA, sharedJson } from '../../../../test/harness/shared-data.ts'
import { readStripeEvent, TOLERANCE, verified } from './stripe.ts'

interface SignatureCase {
  name: string
  payload: string
  header: string
  secret: string
  now_unix: number
  tolerance_s: number
  stripe_node_accepts: boolean
}

const cases = sharedJson<{ signature_cases: SignatureCase[] }>('stripe/facts.json')?.signature_cases

describe('the signature of a Stripe event', () => {
  it('gets the recorded verdict in every case, but for the future, which only we refuse', async (context) => {
    if (!cases) return context.skip(NO_SHARED_DATA)
    expect(cases).toHaveLength(19)
    for (const { name, payload, header, secret, now_unix, tolerance_s, stripe_node_accepts } of cases) {
      expect(tolerance_s).toBe(TOLERANCE)
      const verdict = await verified(Buffer.from(payload), header, secret, now_unix * 1000).then(
        () => true,
        () => false,
      )
      const ahead = Number(/t=(\d+)/.exec(header)?.[1]) - now_unix
      expect(verdict, name).toBe(stripe_node_accepts && !(ahead > TOLERANCE))
    }
  })

  it('may be 300 seconds ahead of our clock, and no more', async (context) => {
    const valid = cases?.find((one) => one.name === 'valid')
    if (!valid) return context.skip(NO_SHARED_DATA)
    const at = (now: number) => verified(Buffer.from(valid.payload), valid.header, valid.secret, now * 1000)
    await expect(at(valid.now_unix - 300)).resolves.toBeDefined()
    await expect(at(valid.now_unix - 301)).rejects.toMatchObject({ status: 400, code: 'signature-invalid' })
    const hidden = verified(
      Buffer.from(valid.payload),
      `t=${valid.now_unix - 301},${valid.header}`,
      valid.secret,
      (valid.now_unix - 301) * 1000,
    )
    await expect(hidden).rejects.toMatchObject({ code: 'signature-invalid' })
  })

  it('does not make an event of something else', async (context) => {
    const valid = cases?.find((one) => one.name === 'valid')
    if (!valid) return context.skip(NO_SHARED_DATA)
    const read = readStripeEvent(Buffer.from(valid.payload), valid.header, valid.secret, valid.now_unix * 1000)
    await expect(read).rejects.toMatchObject({ status: 400, code: 'invalid-event', details: { field: 'type' } })
  })
})
