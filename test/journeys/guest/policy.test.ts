import { afterAll, beforeAll, expect, it } from 'vitest'
import { openGuests, signIn, track, useAll, type Guests } from './open-guest.ts'

const STRICT =
  "default-src 'none'; script-src 'nonce-host' 'strict-dynamic'; style-src 'none'; img-src 'none'; font-src 'none'; connect-src __ESPALIER__; " +
  "base-uri 'none'; form-action 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

let guests: Guests
beforeAll(async () => {
  guests = await openGuests(STRICT)
})
afterAll(() => guests?.stop())

const FILES = [
  'sdk',
  'engine',
  'widgets',
  'forward',
  'chunks/card',
  'chunks/gate',
  'chunks/meter',
  'chunks/nps',
  'chunks/modal',
  'chunks/say',
  'chunks/explain',
]

it('does everything it can under the strictest policy, each of its files included', async () => {
  const { page, findings } = await guests.open({ path: '/strict.html' })
  await signIn(page)
  await useAll(page)
  expect(await findings()).toEqual(['global: window.espalier is new', 'global: window.dataLayer is new'])
  const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))
  const files = await loaded()
  await page.reload()
  await signIn(page)
  await track(page, 'Opened')
  await page.locator('espalier-modal').getByRole('button', { name: 'Not now' }).click()
  expect(await findings()).toEqual(['global: window.espalier is new', 'global: window.dataLayer is new'])
  const all = [...files, ...(await loaded())]
  expect(FILES.filter((file) => !all.some((path) => path.includes(`/${file}`)))).toEqual([])
})

it('would tell of a guest that needs more than that', async () => {
  const { page, findings } = await guests.open({ path: '/strict.html' })
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('style'), { textContent: 'p {}' }))
    const script = document.createElement('script')
    try {
      script.src = 'data:text/javascript,'
    } catch {}
  })
  await expect
    .poll(() => findings())
    .toEqual(
      expect.arrayContaining([expect.stringMatching(/^policy: style-src/), expect.stringMatching(/^policy: require-trusted-types-for/)]),
    )
})
