import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ElementDocs, readElements } from '../../../packages/widgets/manifest/docs.ts'
import { openWidgetPages, type WidgetPages } from './open-page.ts'

const DOCS = readElements(readFileSync(join(import.meta.dirname, '../../../packages/sdk/src/elements.ts'), 'utf8'))

/** What was met of one element while it ran. */
interface Met {
  attributes: string[]
  parts: string[]
  states: string[]
  events: string[]
  properties: string[]
}

let pages: WidgetPages
beforeAll(async () => {
  pages = await openWidgetPages()
})
afterAll(() => pages?.close())

/** Notes what elements of ours do from now on. */
async function note(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const met: Record<string, Record<'parts' | 'states' | 'events' | 'properties', Set<string>>> = {}
    const of = (element: Element) =>
      (met[element.localName] ??= { parts: new Set(), states: new Set(), events: new Set(), properties: new Set() })
    const owners = new WeakMap<object, Element>()
    const { attachInternals } = HTMLElement.prototype
    HTMLElement.prototype.attachInternals = function attach() {
      const internals = attachInternals.call(this)
      owners.set(internals.states, this)
      return internals
    }
    const { add } = CustomStateSet.prototype
    CustomStateSet.prototype.add = function keep(state) {
      const owner = owners.get(this)
      if (owner) of(owner).states.add(state)
      return add.call(this, state)
    }
    const dispatch = EventTarget.prototype.dispatchEvent
    EventTarget.prototype.dispatchEvent = function tell(event) {
      if (event.type.startsWith('espalier:') && this instanceof Element) of(this).events.add(event.type)
      return dispatch.call(this, event)
    }
    const look = () => {
      for (const element of document.querySelectorAll('*')) {
        if (!element.localName.startsWith('espalier-')) continue
        const { parts, properties } = of(element)
        for (const part of element.shadowRoot?.querySelectorAll('[part]') ?? []) for (const name of part.part) parts.add(name)
        for (const sheet of element.shadowRoot?.adoptedStyleSheets ?? [])
          for (const rule of sheet.cssRules) for (const [name] of rule.cssText.matchAll(/--espalier-[a-z-]+/g)) properties.add(name)
      }
    }
    Object.assign(globalThis, {
      look,
      met: () =>
        Object.fromEntries(
          Object.entries(met).map(([tag, sets]) => {
            const definition = customElements.get(tag) as unknown as { observedAttributes: string[] } | undefined
            const lists = Object.fromEntries(Object.entries(sets).map(([what, names]) => [what, [...names]]))
            return [tag, { attributes: definition?.observedAttributes ?? [], ...lists }]
          }),
        ),
    })
  })
}

/** Lets every element do everything that it can. */
async function live(page: Page): Promise<Record<string, Met>> {
  const look = () => page.evaluate(() => (globalThis as unknown as { look(): void }).look())
  const show = (kind: string, place: string, more = {}) =>
    page.evaluate(
      (asked) => (globalThis as unknown as { journey: { show(...to: unknown[]): void } }).journey.show(...asked),
      [kind, place, more],
    )
  for (const [kind, place, tag] of [
    ['card', 'top', 'espalier-slot[name=top]'],
    ['modal', 'interruption', 'espalier-modal'],
  ] as const) {
    const widget = page.locator(tag)
    await show(kind, place)
    await widget.locator('[part~=alternative]').click()
    await look()
    await widget.locator('[part~=action]').click()
    await show(kind, place)
    await widget.locator('[part~=decline]').click()
  }
  const gate = page.locator('espalier-gate')
  await show('gate', 'gate:attribution', { body: 'See which channels bring readers.' })
  await gate.locator('[part~=action]').click()
  await look()
  const nps = page.locator('espalier-nps')
  await show('nps', 'interruption')
  await look()
  await nps.getByRole('radio', { name: '9', exact: true }).click()
  await look()
  await nps.locator('[part~=action]').click()
  await nps.locator('[part~=close]').click()
  await show('nps', 'interruption')
  await nps.locator('[part~=decline]').click()
  for (const feature of ['mails', 'seats']) {
    await page.evaluate((id) => {
      const meter = document.createElement('espalier-meter')
      meter.setAttribute('feature', id)
      document.body.append(meter)
    }, feature)
  }
  for (const state of ['near', 'critical', 'reached', 'over']) await page.locator(`espalier-meter:state(${state})`).waitFor()
  await look()
  return page.evaluate(() => (globalThis as unknown as { met(): Record<string, Met> }).met())
}

/** What only one of both knows, as `espalier-slot: part title`. Attributes and properties are the same for all, so they are compared once. */
function differences(docs: readonly ElementDocs[], met: Record<string, Met>): string[] {
  const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name)
  const unlike = (what: string, said: readonly string[], done: readonly string[]): string[] =>
    [...new Set([...said, ...done])].filter((one) => !(said.includes(one) && done.includes(one))).map((one) => `${what} ${one}`)
  const all = Object.values(met)
  return [
    ...unlike(
      'element',
      docs.map(({ tag }) => tag),
      Object.keys(met),
    ),
    ...unlike(
      'attribute',
      docs.flatMap(({ attributes }) => names(attributes)),
      all.flatMap(({ attributes }) => attributes),
    ),
    ...unlike(
      'property',
      docs.flatMap(({ properties }) => names(properties)),
      all.flatMap(({ properties }) => properties),
    ),
    ...docs.flatMap(({ tag, parts, states, events }) => [
      ...unlike(`${tag}: part`, names(parts), met[tag]?.parts ?? []),
      ...unlike(`${tag}: state`, names(states), met[tag]?.states ?? []),
      ...unlike(`${tag}: event`, names(events), met[tag]?.events ?? []),
    ]),
  ]
}

it('every attribute, part, state, event and property of the running elements is in the manifest, and nothing else', async () => {
  const { page } = await pages.open({ before: note })
  const met = await live(page)
  expect(differences(DOCS, met)).toEqual([])

  const planted = DOCS.map((docs) => ({
    ...docs,
    parts: docs.parts.filter(({ name }) => name !== 'track'),
    states: docs.tag === 'espalier-gate' ? [...docs.states, { name: 'ajar', description: '' }] : docs.states,
    events: docs.events.filter(({ name }) => name !== 'espalier:answered'),
    attributes: docs.attributes.filter(({ name }) => name !== 'unit'),
  }))
  expect(differences(planted, met)).toEqual([
    'attribute unit',
    'espalier-gate: state ajar',
    'espalier-meter: part track',
    'espalier-nps: event espalier:answered',
  ])
})
