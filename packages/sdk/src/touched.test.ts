// @vitest-environment-options {"settings":{"fetch":{"disableSameOriginPolicy":true}}}
import { expect, test } from 'vitest'
import { useHostPage } from './testing/host-page.ts'

const host = useHostPage()

test('tracks a click on an element that says so', async () => {
  document.body.innerHTML = '<button data-espalier-track="Export Clicked"><i>Export</i></button>'
  const client = await host.startReady()
  document.querySelector('i')?.click()
  await client.flush()
  expect(host.names()).toEqual(['Export Clicked'])
})

test('tracks with the properties that an element gives; those that are not JSON of an object are left out', async () => {
  document.body.innerHTML = ['{"rows":3}', '{rows:3}', '"rows"', 'null']
    .map((json) => `<button data-espalier-track="Export" data-espalier-properties='${json}'>x</button>`)
    .join('')
  const client = await host.startReady()
  for (const button of document.querySelectorAll('button')) button.click()
  await client.flush()
  const sent = [...host.server.stored.values()].filter(({ event }) => event === 'Export')
  expect(sent.map(({ properties }) => properties)).toEqual([{ rows: 3 }, {}, {}, {}])
})

test('tracks a click inside of an open shadow root, whichever side names the event', async () => {
  document.body.innerHTML = '<div data-espalier-track="Outside"></div><p></p>'
  const [outer, plain] = [...document.body.children]
  for (const [index, element] of [outer, plain].entries()) {
    const root = element?.attachShadow({ mode: 'open' })
    const button = document.createElement('button')
    if (index === 1) button.dataset['espalierTrack'] = 'Inside'
    root?.append(button)
  }
  const client = await host.startReady()
  for (const element of [outer, plain]) element?.shadowRoot?.querySelector('button')?.click()
  await client.flush()
  expect(host.names()).toEqual(['Outside', 'Inside'])
})

test('tracks a form when it is submitted, not when it is clicked', async () => {
  document.body.innerHTML = '<div data-espalier-track="Around"><form data-espalier-track="Invited"><input></form></div>'
  const client = await host.startReady()
  document.querySelector('input')?.click()
  document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  await client.flush()
  expect(host.names()).toEqual(['Invited'])
})

test('tracks a form inside of an open shadow root once each time it is submitted, one that came later, too, and no more after the end', async () => {
  document.body.innerHTML = '<p></p><div></div>'
  const put = (selector: string): HTMLFormElement => {
    const form = document.createElement('form')
    form.dataset['espalierTrack'] = selector
    document.querySelector(selector)?.attachShadow({ mode: 'open' }).append(form)
    return form
  }
  // As a browser does it: nobody hears of it outside of the root.
  const submit = (form: HTMLFormElement) => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  const early = put('p')
  const client = await host.startReady()
  const late = put('div')
  document.body.append('more')
  await Promise.resolve()
  host.clock.advance(1100)
  for (const form of [early, late, early]) submit(form)
  await client.flush()
  expect(host.names()).toEqual(['p', 'div', 'p'])
  client.shutdown()
  submit(early)
  await client.flush()
  expect(host.names()).toEqual(['p', 'div', 'p'])
})
