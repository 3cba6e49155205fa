import { EVENTS } from '@espalier/core'
import type { WireEvent } from '@espalier/core'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../../harness/browser.ts'
import { type Complaints, watchPage } from '../../harness/page.ts'
import { type Server, startServer } from '../../harness/server.ts'
import { watchWire, type Wire } from '../../harness/wire.ts'
import { packAll, type Tarballs } from '../../package/pack.ts'
import { openAccount, openWorkspace } from './workspace.ts'
import { installExample, type Installed } from './install.ts'

// By hand: `npx -y pnpm@12 start`, then `npx -y pnpm@12 --filter example-react-app dev` and open `/?account=kita`.

let tarballs: Tarballs
let browser: Browser
let server: Server

beforeAll(async () => {
  tarballs = await packAll()
  browser = await openBrowser()
  server = await startServer()
  await openWorkspace(server)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
async function visit(url: string, account: string): Promise<{ page: Page; wire: Wire; complaints: Complaints }> {
  const context = await browser.newContext({ locale: 'en-US' })
  const wire = watchWire(context, server.url)
  const page = await context.newPage()
  const complaints = await watchPage(page)
  await page.goto(`${url}/?account=${account}`)
  return { page, wire, complaints }
}

/** The names that are wrong in a file are errors, at exactly these lines; without the file there are none. */
async function checkTypes(example: Installed, file: string, planted: string): Promise<void> {
  expect(await example.run({}, 'tsc', '-p', '.')).toBe('')
  const path = join(example.folder, file)
  await writeFile(path, planted)
  const said = await example.run({}, 'tsc', '-p', '.').catch(String)
  await rm(path)
  const expected = planted.split('\n').flatMap((line, index) => (line.includes('// wrong') ? [index + 1] : []))
  expect(expected.length).toBeGreaterThan(3)
  expect([...said.matchAll(/^\S+\((\d+),\d+\): error/gm)].map(([, line]) => Number(line))).toEqual(expected)
}

/** The same stories in each example: an offer in the slot, a locked preview, the question after an export. */
async function tellStories(url: string, example: string): Promise<Complaints[]> {
  await openAccount(server, `minato-${example}`, 'team', 16)
  await openAccount(server, `komorebi-${example}`, 'starter')
  await openAccount(server, `kita-${example}`, 'business', 60)
  const near = await visit(url, `minato-${example}`)
  await near.page.getByRole('heading', { name: 'Exports left this month: 4' }).waitFor()
  await near.page.getByText('16 of 20').waitFor()
  await near.page.getByText('4 exports left this month', { exact: true }).waitFor()
  await near.page.getByRole('button', { name: 'Export Weekly sales' }).click()
  await near.page.getByText('3 exports left this month', { exact: true }).waitFor()
  await near.page.getByRole('link', { name: 'Compare plans' }).click()
  await near.page.getByText('Here your product shows its plans.').waitFor()
  expect(new URL(near.page.url()).hash).toBe('')
  await near.wire.expectEvent(EVENTS.accepted, (event: WireEvent) => event.properties?.['campaign'] === 'near-limit-exports')

  const locked = await visit(url, `komorebi-${example}`)
  await locked.page.getByRole('heading', { name: 'Analytics by channel' }).waitFor()

  const asked = await visit(url, `kita-${example}`)
  for (let times = 0; times < 3; times++) await asked.page.getByRole('button', { name: 'Export Weekly sales' }).click()
  await asked.page.getByRole('heading', { name: 'How likely are you to recommend Tsuzuri' }).waitFor()
  await asked.page.getByRole('radio', { name: '9', exact: true }).click()
  await asked.page.getByRole('button', { name: 'Send' }).click()
  expect((await asked.wire.expectEvent(EVENTS.answered)).properties).toMatchObject({ score: 9 })

  const visits = [near, locked, asked]
  for (const { page } of visits) await page.context().close()
  return visits.map(({ complaints }) => complaints)
}

const NOTHING_WRONG = Array.from({ length: 3 }, (): Complaints => ({ console: [], errors: [], policy: [] }))

const WRONG_IN_REACT = `import { Gate, Meter, Slot, useFeature } from '@espalier/sdk/react'
import { espalier } from './espalier.ts'

espalier.check('analytics')
espalier.check('analitics') // wrong
espalier.setUsage('seats', { used: 1 })
espalier.setUsage('analytics', { used: 1 }) // wrong
espalier.track('Not known yet')
document.addEventListener('espalier:accepted', (event) => event.detail.url)
document.addEventListener('espalier:accepted', (event) => event.detail.address) // wrong
export const useWrong = () => useFeature('export') // wrong
export const right = [<Gate key={1} feature="exports" />, <Slot key={2} name="anywhere" />, <espalier-meter key={3} feature="seats" unit="seats" />]
export const wrong1 = <Gate feature="exprots" /> // wrong
export const wrong2 = <Meter feature="analytics" /> // wrong
export const wrong3 = <espalier-meter feature="seats" units="seats" /> // wrong
`

const WRONG_IN_VUE = `import { Gate, Meter, useFeature } from '@espalier/sdk/vue'
import { h } from 'vue'
import { espalier } from './espalier.ts'

type Fallback = NonNullable<InstanceType<typeof Gate>['$slots']['fallback']>
export const fallback: Fallback = ({ reason }) => [h('p', reason)]
export const wrongFallback: Fallback = ({ why }) => [h('p', why)] // wrong
espalier.check('analitics') // wrong
export const useRight = () => useFeature(() => 'exports')
export const useWrong = () => useFeature(() => 'export') // wrong
export const right = h(Gate, { feature: 'exports' })
export const wrong1 = h(Gate, { feature: 'exprots' }) // wrong
export const wrong2 = h(Meter, { feature: 'analytics' }) // wrong
`

test.each([
  ['19', {}],
  ['18', { react: '18.3.1', 'react-dom': '18.3.1', '@types/react': '18.3.31', '@types/react-dom': '18.3.7' }],
])(
  'the React example builds from tarballs and works with React %s',
  async (version, versions) => {
    await using example = await installExample('react-app', tarballs, versions)
    await checkTypes(example, 'src/planted.tsx', WRONG_IN_REACT)
    await example.run({ VITE_ESPALIER_HOST: server.url, VITE_ESPALIER_KEY: server.publicKey }, 'vite', 'build')
    const site = await example.serve('vite', 'preview', '--port')
    expect(await tellStories(site.url, `react-${version}`).finally(site.stop)).toEqual(NOTHING_WRONG)
  },
  180_000,
)

test('the Vue example builds from tarballs and works', async () => {
  await using example = await installExample('vue-app', tarballs)
  await checkTypes(example, 'src/planted.ts', WRONG_IN_VUE)
  await example.run({ VITE_ESPALIER_HOST: server.url, VITE_ESPALIER_KEY: server.publicKey }, 'vite', 'build')
  const site = await example.serve('vite', 'preview', '--port')
  expect(await tellStories(site.url, 'vue').finally(site.stop)).toEqual(NOTHING_WRONG)
}, 180_000)

test('the Next.js example builds from tarballs, is drawn on the server and taken over in the page', async () => {
  await using example = await installExample('next-app', tarballs)
  expect(await example.run({}, 'tsc', '-p', '.')).toBe('')
  await example.run({ NEXT_PUBLIC_ESPALIER_HOST: server.url, NEXT_PUBLIC_ESPALIER_KEY: server.publicKey }, 'next', 'build')
  const site = await example.serve('next', 'start', '-p')
  try {
    const drawn = await (await fetch(site.url, { headers: { 'accept-language': 'ja' } })).text()
    expect(drawn).toContain('<espalier-slot name="reports-top"></espalier-slot>')
    expect(drawn).toContain('どこから読まれているか')
    expect(await tellStories(site.url, 'next')).toEqual(NOTHING_WRONG)
  } finally {
    await site.stop()
  }
}, 420_000)
