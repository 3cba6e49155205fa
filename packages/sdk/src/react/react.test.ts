// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { act, createElement, type ReactNode, StrictMode } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Client } from '../verbs.ts'
import { useHostPage } from '../testing/host-page.ts'
import { EspalierProvider, Gate, Meter, Slot, useEspalier, useFeature, useUsage, useWidgetEvent } from './react.ts'

const host = useHostPage()
let place: HTMLElement
let root: Root | undefined
let draws: number
const countDraw = (): void => void (draws += 1)

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  place = document.body.appendChild(document.createElement('main'))
  draws = 0
})
afterEach(async () => {
  await act(async () => root?.unmount())
  root = undefined
})

const within = (client: Client, children: ReactNode): ReactNode => createElement(EspalierProvider, { client }, children)

async function draw(node: ReactNode): Promise<void> {
  root ??= createRoot(place)
  await act(async () => root?.render(node))
}

function Exports(): ReactNode {
  const { allowed, reason } = useFeature('exports')
  const usage = useUsage('exports')
  countDraw()
  return `${allowed} ${reason} ${usage ? `${usage.used}/${usage.limit} ${usage.ratio}` : 'unknown'}`
}

test('draws what is known, and again when usage moves', async () => {
  const client = await host.startReady()
  await draw(within(client, createElement(Exports)))
  expect(place.textContent).toBe('true entitled 7/10 0.7')
  await act(async () => client.track('Report Exported'))
  expect(place.textContent).toBe('true entitled 8/10 0.8')
  await act(async () => [1, 2].forEach(() => client.track('Report Exported')))
  expect(place.textContent).toBe('false limit-reached 10/10 1')
})

test.each<[string, (client: Client) => void]>([
  ['a log-out', (client) => client.reset()],
  ['another account', (client) => client.group('acct_other')],
  ['somebody else', (client) => client.identify('u_other')],
  ['consent that is withdrawn', (client) => client.consent('denied')],
  ['the end', (client) => client.shutdown()],
])('draws nothing of before after %s', async (_, turn) => {
  const client = await host.startReady()
  await draw(within(client, createElement(Exports)))
  expect(place.textContent).toBe('true entitled 7/10 0.7')
  await act(async () => turn(client))
  expect(place.textContent).toBe('true not-loaded unknown')
})

test('does not draw again while a change says nothing new', async () => {
  const client = await host.startReady()
  let changes = 0
  client.on('change', () => (changes += 1))
  await draw(within(client, createElement(Exports)))
  const before = draws
  await act(async () => {
    document.documentElement.lang = 'ja'
    host.clock.advance(100)
    await vi.waitFor(() => expect(changes).toBeGreaterThan(0))
  })
  document.documentElement.lang = ''
  expect(draws).toBe(before)
  await act(async () => client.track('Report Exported'))
  expect(draws).toBeGreaterThan(before)
})

test('draws on in strict mode, and stops listening when it is taken away', async () => {
  const client = await host.startReady()
  const on = vi.spyOn(client, 'on')
  await draw(createElement(StrictMode, null, within(client, createElement(Exports))))
  await act(async () => client.track('Report Exported'))
  expect(place.textContent).toContain('8/10')
  const before = draws
  await draw(null)
  client.track('Report Exported')
  expect(draws).toBe(before)
  // Two hooks, each begun twice and ended once in between.
  expect(on).toHaveBeenCalledTimes(4)
})

test('follows to another client and to another feature', async () => {
  const Feature = ({ id }: { id: string }): ReactNode => useFeature(id).reason
  const client = await host.startReady()
  await draw(within(client, createElement(Feature, { id: 'exports' })))
  expect(place.textContent).toBe('entitled')
  await draw(within(client, createElement(Feature, { id: 'analytics' })))
  expect(place.textContent).toBe('not-in-plan')
  await draw(within(host.start({ consent: 'denied' }), createElement(Feature, { id: 'analytics' })))
  expect(place.textContent).toBe('not-loaded')
})

/** Draws on a server, takes it over in the page, and answers what React had to complain of. */
async function hydrate(node: ReactNode): Promise<string[]> {
  const complaints: string[] = []
  const errors = vi.spyOn(console, 'error').mockImplementation((text) => void complaints.push(String(text)))
  place.innerHTML = renderToString(node)
  await act(async () => {
    root = hydrateRoot(place, node, { onRecoverableError: (error) => complaints.push(String(error)) })
  })
  errors.mockRestore()
  return complaints
}

test('takes over what a server has drawn without a mismatch, although the page knows more', async () => {
  const client = await host.startReady()
  const Preview = (): ReactNode => createElement(Gate, { feature: 'analytics', fallback: 'locked' }, 'charts')
  const node = within(client, [createElement(Exports, { key: 1 }), ' ', createElement(Preview, { key: 2 })])
  expect(renderToString(node)).toContain('true not-loaded unknown')
  expect(renderToString(node)).toContain('charts')
  expect(await hydrate(node)).toEqual([])
  expect(place.textContent).toBe('true entitled 7/10 0.7 locked')
})

test('would notice a mismatch', async () => {
  const client = await host.startReady()
  const Impatient = (): ReactNode => (place.innerHTML === '' ? 'server' : useEspalier().check('analytics').reason)
  expect(await hydrate(within(client, createElement(Impatient)))).not.toEqual([])
})

test('a gate with a fallback draws one or the other, and hands over why', async () => {
  const client = await host.startReady()
  const gate = (feature: string): ReactNode =>
    createElement(Gate, { feature, fallback: ({ reason }) => `locked: ${reason}` }, 'what belongs to it')
  await draw(within(client, gate('analytics')))
  expect(place.innerHTML).toBe('locked: not-in-plan')
  await draw(within(client, gate('exports')))
  expect(place.innerHTML).toBe('what belongs to it')
})

test('gate, slot and meter are the elements, with their attributes', async () => {
  const client = await host.startReady()
  await draw(
    within(client, [
      createElement(Gate, { key: 1, feature: 'analytics', theme: 'dark' }, createElement('p', null, 'Organic +18 %')),
      createElement(Slot, { key: 2, name: 'reports-top', className: 'wide', style: { margin: 8 } }),
      createElement(Meter, { key: 3, feature: 'exports', unit: 'files', label: 'Files' }),
    ]),
  )
  expect(place.innerHTML).toBe(
    '<espalier-gate feature="analytics" theme="dark"><p>Organic +18 %</p></espalier-gate>' +
      '<espalier-slot name="reports-top" style="margin: 8px;" class="wide"></espalier-slot>' +
      '<espalier-meter feature="exports" unit="files" label="Files"></espalier-meter>',
  )
})

test('hears widgets anywhere on the page with the newest listener, and can keep the page where it is', async () => {
  const heard: string[] = []
  const Ear = ({ to }: { to: string }): ReactNode => {
    useWidgetEvent('espalier:accepted', (event) => {
      event.preventDefault()
      heard.push(`${to} ${event.detail.campaign}`)
    })
    return null
  }
  await draw(createElement(StrictMode, null, createElement(Ear, { to: 'first' })))
  await draw(createElement(StrictMode, null, createElement(Ear, { to: 'second' })))
  const accept = (): boolean => {
    const detail = { campaign: 'near-limit', version: 1, arm: 'treated' }
    return document.body.dispatchEvent(new CustomEvent('espalier:accepted', { detail, bubbles: true, composed: true, cancelable: true }))
  }
  expect(accept()).toBe(false)
  await draw(null)
  expect(accept()).toBe(true)
  expect(heard).toEqual(['second near-limit'])
})

test('allows everything where no provider is', async () => {
  await draw(createElement(Exports))
  expect(place.textContent).toBe('true not-loaded unknown')
})
