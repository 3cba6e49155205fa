import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { call } from '../../harness/call.ts'
import { useConsole } from '../../harness/console.ts'

// Pages of their own: the browser itself complains of an answer 409.
const visit = useConsole({ signedIn: true })
type Json = Record<string, unknown>

async function open(path: string): Promise<Page> {
  const page = await visit.context.newPage()
  await page.goto(visit.server.url + path)
  return page
}

/** Changes what the API keeps at `path`, as somebody else does with the key of the host's server. */
async function another<T extends Json>(path: string, change: (now: T) => Json): Promise<void> {
  await call(visit.server, 'PUT', path, change(await call<T>(visit.server, 'GET', path)))
}

const said = (page: Page) => page.getByRole('alert').filter({ hasText: 'somebody else changed this' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** Whether somebody sees it where it stands, and nothing lies over it. */
const onTop = (one: Locator) =>
  one.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  })

describe('settings that somebody else saved meanwhile', () => {
  const SETTINGS = '/v1/settings'
  const kept = () => call<{ holdout: number; zone: string; surveySampling: number }>(visit.server, 'GET', SETTINGS)

  it('are shown before they are saved over, and taken over where the reader says so', async () => {
    const page = await open('/console/settings/restraint')
    const sampling = page.getByLabel('Asked at a time')
    await sampling.fill('40')
    await another(SETTINGS, (now) => ({ ...now, holdout: 0.25 }))
    await button(page, 'Save').click()
    await said(page).waitFor()
    expect(await said(page).innerText()).toMatch(/holdout[^]*0\.1[^]*0\.25/)
    expect([await sampling.inputValue(), (await kept()).holdout]).toEqual(['40', 0.25])
    expect(await onTop(button(page, 'Save mine over them'))).toBe(true)

    await button(page, 'Take over these changes into mine').click()
    await page.getByText('Taken over. Look through it, then save.').waitFor()
    expect(await page.getByLabel('Hold-out of the workspace').inputValue()).toBe('25')
    await button(page, 'Save').click()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(await kept()).toMatchObject({ holdout: 0.25, surveySampling: 0.4 })
  })

  it('are saved over where the reader says so', async () => {
    const page = await open('/console/settings/restraint')
    await page.getByLabel('Hold-out of the workspace').fill('5')
    await another(SETTINGS, (now) => ({ ...now, holdout: 0.3 }))
    await button(page, 'Save').click()
    await button(page, 'Save mine over them').click()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect((await kept()).holdout).toBe(0.05)
  })

  it('are no matter where they are set on another page', async () => {
    const page = await open('/console/settings/restraint')
    await page.getByLabel('Hold-out of the workspace').fill('7')
    await another(SETTINGS, (now) => ({ ...now, targets: { nrr: 1.2 } }))
    await button(page, 'Save').click()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(await kept()).toMatchObject({ holdout: 0.07, targets: { nrr: 1.2 } })
  })

  it('are shown with the targets, too', async () => {
    const page = await open('/console')
    await page.getByRole('button', { name: 'Targets' }).click()
    const nps = page.getByRole('dialog').getByLabel('NPS', { exact: true })
    await nps.fill('50')
    await another(SETTINGS, (now) => ({ ...now, targets: { nrr: 1.5 } }))
    await button(page, 'Save the targets').click()
    await button(page, 'Take over these changes into mine').click()
    await button(page, 'Save the targets').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await kept()).toMatchObject({ targets: { nrr: 1.5, nps: 50 } })
  })

  it('are shown as they stand where they are switched', async () => {
    const page = await open('/console/settings/identity')
    const mode = (name: string) => page.getByRole('radio', { name, exact: true })
    await mode('Monitor').waitFor()
    await another(SETTINGS, (now) => ({ ...now, identity: { mode: 'monitor' } }))
    await page.reload()
    await mode('Monitor').waitFor()
    await another(SETTINGS, (now) => ({ ...now, identity: { mode: 'enforce' } }))
    await mode('Off').click()
    await said(page).waitFor()
    expect(await kept()).toMatchObject({ identity: { mode: 'enforce' } })
    await mode('Off').click()
    await said(page).waitFor({ state: 'detached' })
    await expect.poll(kept).toMatchObject({ identity: { mode: 'off' } })
  })
})

it('a catalogue that somebody else saved meanwhile is joined with what the reader wrote', async () => {
  const CATALOG = '/v1/catalog'
  type Catalog = { plans: { id: string; name: { en: string; ja: string } }[] }
  const rename = ({ plans, ...rest }: Catalog, id: string, en: string) => ({
    ...rest,
    plans: plans.map((plan) => (plan.id === id ? { ...plan, name: { ...plan.name, en } } : plan)),
  })
  const page = await open('/console/settings/catalog')
  await button(page, 'Edit as JSON').click()
  const json = page.getByRole('textbox', { name: 'Catalogue' })
  await json.fill(JSON.stringify(rename(JSON.parse(await json.inputValue()) as Catalog, 'team', 'Team of mine')))
  await another<Catalog & Json>(CATALOG, (now) => rename(now, 'starter', 'Starter of theirs'))
  await button(page, 'Save').click()
  await said(page).waitFor()
  expect(await said(page).innerText()).toContain('plans[starter].name.en')
  await button(page, 'Take over these changes into mine').click()
  await button(page, 'Save').click()
  await page.getByText('The catalogue is saved.').waitFor()
  const names = (await call<Catalog>(visit.server, 'GET', CATALOG)).plans.map(({ name }) => name.en)
  expect(names).toEqual(expect.arrayContaining(['Starter of theirs', 'Team of mine']))
})

describe('segments that somebody else saved meanwhile', () => {
  const DEFINITIONS = '/v1/definitions'
  type Definitions = { segments: { id: string; name: string; audience: Json }[] }
  const names = async () => (await call<Definitions>(visit.server, 'GET', DEFINITIONS)).segments.map(({ name }) => name)
  const put = (id: string, name: string) =>
    another<Definitions & Json>(DEFINITIONS, (now) => ({
      ...now,
      segments: [...now.segments.filter((one) => one.id !== id), { id, name, audience: { 'user.role': 'admin' } }],
    }))

  it('stay beside the one that the reader changed, and are asked about where it is the same one', async () => {
    await put('ours', 'Ours')
    const page = await open('/console/settings/segments')
    await button(page, 'Edit Ours').click()
    await page.getByLabel('Name', { exact: true }).fill('Ours, of mine')
    await put('theirs', 'Theirs')
    await button(page, 'Save').click()
    await page.getByText('“Ours, of mine” is saved.').waitFor()
    expect(await names()).toEqual(expect.arrayContaining(['Ours, of mine', 'Theirs']))

    await button(page, 'Edit Ours, of mine').click()
    await page.getByLabel('Name', { exact: true }).fill('Ours, once more')
    await put('ours', 'Ours, of theirs')
    await button(page, 'Save').click()
    await said(page).waitFor()
    expect(await names()).toContain('Ours, of theirs')
    await button(page, 'Take over these changes into mine').click()
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ours, of theirs')
    await page.getByLabel('Name', { exact: true }).fill('Ours, of both')
    await button(page, 'Save').click()
    await page.getByText('“Ours, of both” is saved.').waitFor()
    expect(await names()).toEqual(expect.arrayContaining(['Ours, of both', 'Theirs']))
  })
})
