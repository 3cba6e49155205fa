import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostOf, HOSTS } from './hosts.ts'
import { openGuests, signIn, useAll, useUnheard, type Guests, type Opening } from './open-guest.ts'

// By hand: serve this folder beside a server with the campaigns of workspace.ts, and run a host's script before the page's own.

let guests: Guests
beforeAll(async () => {
  guests = await openGuests()
})
afterAll(() => guests?.stop())

/** Addresses that are known once the pages are served. */
function addressed({ path, origin, ...opening }: Opening): Opening {
  const port = new URL(guests.pages.url).port
  return {
    ...opening,
    ...(path && { path: path.replace('__ELSEWHERE__', encodeURIComponent(`http://127.0.0.1:${port}`)) }),
    ...(origin && { origin: `${origin}:${port}` }),
  }
}

describe.each(HOSTS)('$name', ({ opening, inForce, cutOff, plant, finds }) => {
  it('has nothing to complain of, and everything works', async () => {
    const { page, wire, findings } = await guests.open(addressed(opening))
    const host = hostOf(page)
    await signIn(host)
    expect(await host.evaluate(inForce)).toBe(true)
    await (cutOff ? useUnheard(host) : useAll(host))
    expect(await findings(host)).toEqual(['global: window.espalier is new'])
    if (!cutOff) await wire.expectEvent('espalier:answered', ({ properties }) => properties?.['score'] === 9)
    await page.context().close()
  })

  it('would tell of a careless guest', async () => {
    const { page, findings } = await guests.open(addressed(opening))
    const host = hostOf(page)
    await signIn(host)
    await host.evaluate(plant)
    await expect.poll(() => findings(host)).toContainEqual(expect.stringMatching(finds))
    await page.context().close()
  })
})
