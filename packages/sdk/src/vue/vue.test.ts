// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type App, type Component, createApp, createSSRApp, defineComponent, h, nextTick, ref } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { useHostPage } from '../testing/host-page.ts'
import type { Client } from '../verbs.ts'
import { espalierPlugin, Gate, Meter, Slot, useEspalier, useFeature, useUsage, useWidgetEvent } from './vue.ts'

const host = useHostPage()
let place: HTMLElement
let app: App | undefined
let draws: number

beforeEach(() => {
  place = document.body.appendChild(document.createElement('main'))
  draws = 0
})
afterEach(() => {
  app?.unmount()
  app = undefined
})

function draw(component: Component, client?: Client): void {
  app = createApp(component)
  if (client) app.use(espalierPlugin, { client })
  app.mount(place)
}

const Exports = defineComponent(() => {
  const { allowed, reason } = useFeature('exports')
  const usage = useUsage('exports')
  return () => {
    draws += 1
    const { used, limit, ratio } = usage.value ?? {}
    return h('p', `${allowed.value} ${reason.value} ${usage.value ? `${used}/${limit} ${ratio}` : 'unknown'}`)
  }
})

test('draws what is known, and again when usage moves', async () => {
  const client = await host.startReady()
  draw(Exports, client)
  expect(place.textContent).toBe('true entitled 7/10 0.7')
  client.track('Report Exported')
  await nextTick()
  expect(place.textContent).toBe('true entitled 8/10 0.8')
  client.track('Report Exported')
  client.track('Report Exported')
  await nextTick()
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
  draw(Exports, client)
  expect(place.textContent).toBe('true entitled 7/10 0.7')
  turn(client)
  await nextTick()
  expect(place.textContent).toBe('true not-loaded unknown')
})

test('does not draw again while a change says nothing new', async () => {
  const client = await host.startReady()
  let changes = 0
  client.on('change', () => (changes += 1))
  draw(Exports, client)
  document.documentElement.lang = 'ja'
  await nextTick()
  host.clock.advance(100)
  await vi.waitFor(() => expect(changes).toBeGreaterThan(0))
  document.documentElement.lang = ''
  await nextTick()
  expect(draws).toBe(1)
  client.track('Report Exported')
  await nextTick()
  expect(draws).toBe(2)
})

test('stops listening when the application is taken away', async () => {
  const client = await host.startReady()
  const stop = vi.fn<() => void>()
  const on = vi.spyOn(client, 'on').mockReturnValue(stop)
  draw(Exports, client)
  expect(on).toHaveBeenCalledTimes(1)
  app?.unmount()
  app = undefined
  expect(stop).toHaveBeenCalledTimes(1)
})

test('follows to another feature', async () => {
  const id = ref('exports')
  const client = await host.startReady()
  draw(
    defineComponent(() => {
      const { reason } = useFeature(id)
      return () => reason.value
    }),
    client,
  )
  expect(place.textContent).toBe('entitled')
  id.value = 'analytics'
  await nextTick()
  expect(place.textContent).toBe('not-in-plan')
})

/** Draws on a server, takes it over in the page, and answers what Vue had to complain of. */
async function hydrate(component: Component, client: Client): Promise<string[]> {
  const complaints: string[] = []
  const note = (text: unknown): void => void complaints.push(String(text))
  const spies = [vi.spyOn(console, 'error').mockImplementation(note), vi.spyOn(console, 'warn').mockImplementation(note)]
  place.innerHTML = await onServer(component, client)
  app = createSSRApp(component).use(espalierPlugin, { client })
  app.mount(place)
  await nextTick()
  for (const spy of spies) spy.mockRestore()
  return complaints
}

/** As where there is no document and the client knows nothing. */
function onServer(component: Component, client: Client): Promise<string> {
  const check = vi.spyOn(client, 'check').mockReturnValue({ allowed: true, reason: 'not-loaded' })
  return renderToString(createSSRApp(component).use(espalierPlugin, { client })).finally(() => check.mockRestore())
}

const Page = defineComponent(() => () => [
  h(Exports),
  h(Gate, { feature: 'analytics' }, { default: () => h('b', 'charts'), fallback: () => h('i', 'locked') }),
])

test('takes over what a server has drawn without a mismatch, although the page knows more', async () => {
  const client = await host.startReady()
  expect(await onServer(Page, client)).toBe('<!--[--><p>true not-loaded unknown</p><!--[--><b>charts</b><!--]--><!--]-->')
  expect(await hydrate(Page, client)).toEqual([])
  expect(place.textContent).toBe('true entitled 7/10 0.7locked')
})

test('would notice a mismatch', async () => {
  const Impatient = defineComponent(() => {
    const client = useEspalier()
    return () => h('p', client?.check('analytics').reason)
  })
  expect(await hydrate(Impatient, await host.startReady())).not.toEqual([])
})

test('a gate with a fallback draws one or the other at once, and hands over why', async () => {
  const client = await host.startReady()
  const drawn: string[] = []
  const Noting = defineComponent(
    (props: { what: string }) => {
      drawn.push(props.what)
      return () => props.what
    },
    { props: ['what'] },
  )
  const gate = (feature: string) =>
    h(
      Gate,
      { feature },
      { default: () => h(Noting, { what: feature }), fallback: ({ reason }: { reason: string }) => h(Noting, { what: reason }) },
    )
  draw(() => [gate('analytics'), gate('exports')], client)
  expect(place.textContent).toBe('not-in-planexports')
  expect(drawn).toEqual(['not-in-plan', 'exports'])
})

test('gate, slot and meter are the elements, with their attributes', async () => {
  draw(
    () => [
      h(Gate, { feature: 'analytics', theme: 'dark', class: 'wide' }, () => h('p', 'Organic +18 %')),
      h(Slot, { name: 'reports-top', class: 'wide', style: { margin: '8px' } }),
      h(Meter, { feature: 'exports', unit: 'files', label: 'Files' }),
    ],
    await host.startReady(),
  )
  expect(place.innerHTML.replaceAll(/<!--.*?-->/g, '')).toBe(
    '<espalier-gate feature="analytics" theme="dark" class="wide"><p>Organic +18 %</p></espalier-gate>' +
      '<espalier-slot name="reports-top" class="wide" style="margin: 8px;"></espalier-slot>' +
      '<espalier-meter feature="exports" unit="files" label="Files"></espalier-meter>',
  )
})

test('hears widgets anywhere on the page, and can keep the page where it is', () => {
  const heard: string[] = []
  draw(
    defineComponent(() => {
      useWidgetEvent('espalier:accepted', (event) => {
        event.preventDefault()
        heard.push(event.detail.campaign)
      })
      return () => null
    }),
  )
  const accept = (): boolean => {
    const detail = { campaign: 'near-limit', version: 1, arm: 'treated' }
    return document.body.dispatchEvent(new CustomEvent('espalier:accepted', { detail, bubbles: true, composed: true, cancelable: true }))
  }
  expect(accept()).toBe(false)
  app?.unmount()
  app = undefined
  expect(accept()).toBe(true)
  expect(heard).toEqual(['near-limit'])
})

test('allows everything where the plugin is not used', () => {
  draw(Exports)
  expect(place.textContent).toBe('true not-loaded unknown')
})
