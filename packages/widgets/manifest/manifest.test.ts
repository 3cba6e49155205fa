import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readElements } from './docs.ts'
import { cssData, customElements, htmlData, webTypes } from './formats.ts'

const SOURCE = `
/** Light or dark. */
export type Theme = 'light' | 'dark'
export interface BellAttributes {
  /** Whose bell
   * it is. */
  owner: OwnerName
  theme?: Theme | undefined
}
export interface WidgetEventMap {
  /** It rang. */
  'espalier:rung': CustomEvent<Ring>
}
/** @cssprop --espalier-ink - Text. */
export interface WidgetElementMap {
  /**
   * Rings.
   * @csspart root - The bell.
   * @cssstate loud - It rings.
   * @fires espalier:rung
   */
  'espalier-bell': BellAttributes
}
export interface PlacedElementMap {
  /** Rings by itself. */
  'espalier-alarm': Empty
}
`

it('reads elements with attributes, events, parts and states out of the source that types them', () => {
  const [bell, alarm] = readElements(SOURCE)
  expect(bell).toEqual({
    tag: 'espalier-bell',
    description: 'Rings.',
    placed: false,
    attributes: [
      { name: 'owner', description: 'Whose bell it is.', required: true, values: [] },
      { name: 'theme', description: 'Light or dark.', required: false, values: ['light', 'dark'] },
    ],
    events: [{ name: 'espalier:rung', description: 'It rang.', type: 'CustomEvent<Ring>' }],
    parts: [{ name: 'root', description: 'The bell.' }],
    states: [{ name: 'loud', description: 'It rings.' }],
    properties: [{ name: '--espalier-ink', description: 'Text.' }],
  })
  expect(alarm).toMatchObject({ tag: 'espalier-alarm', placed: true, parts: [] })
})

it.each([
  ['a part without a sentence', SOURCE.replace(' - The bell.', ''), 'expected "@csspart name - What it is."'],
  ['an event that is not there', SOURCE.replace('@fires espalier:rung', '@fires espalier:run'), 'no event "espalier:run"'],
])('refuses %s', (_, source, message) => {
  expect(() => readElements(source)).toThrow(message)
})

it('says something about everything that the elements have', () => {
  const elements = readElements(readFileSync(join(import.meta.dirname, '../../sdk/src/elements.ts'), 'utf8'))
  expect(elements.map(({ tag }) => tag)).toEqual(['espalier-slot', 'espalier-gate', 'espalier-meter', 'espalier-modal', 'espalier-nps'])
  const all = elements.flatMap(({ attributes, events, parts, states, properties }) =>
    [attributes, events, parts, states, properties].flat(),
  )
  expect(all.filter(({ description }) => description === '')).toEqual([])
})

it.each(['docs/elements.md', 'docs/elements.ja.md'])('%s names all of it', (page) => {
  const text = readFileSync(join(import.meta.dirname, '../../..', page), 'utf8')
  const elements = readElements(readFileSync(join(import.meta.dirname, '../../sdk/src/elements.ts'), 'utf8'))
  const rowOf = (tag: string): string => text.split('\n').find((line) => line.startsWith(`| \`<${tag}>\``)) ?? ''
  const missing = elements.flatMap(({ tag, placed, attributes, events, parts, states, properties }) => [
    ...[...(placed ? [] : attributes), ...parts, ...states].filter(({ name }) => !rowOf(tag).includes(`\`${name}\``)),
    ...events.filter(({ name }) => !rowOf(tag).includes(`\`${name.slice(9)}\``) || !text.includes(`| \`${name}\` |`)),
    ...properties.filter(({ name }) => !text.includes(`\`${name}\``)),
  ])
  expect(missing).toEqual([])
})

it('tells each editor in its own way, without what only campaigns put on the page', () => {
  const elements = readElements(SOURCE)
  expect(JSON.stringify(customElements(elements))).toContain('"tagName":"espalier-alarm"')
  expect(JSON.stringify([htmlData(elements), webTypes(elements, '1.0.0')])).not.toContain('espalier-alarm')
  expect(htmlData(elements)).toMatchObject({
    tags: [{ name: 'espalier-bell', attributes: [{ name: 'owner' }, { name: 'theme', values: [{ name: 'light' }, { name: 'dark' }] }] }],
  })
  expect(cssData(elements)).toMatchObject({ properties: [{ name: '--espalier-ink' }] })
  expect(webTypes(elements, '1.0.0')).toMatchObject({
    version: '1.0.0',
    contributions: { html: { elements: [{ attributes: [{ name: 'owner', required: true }, { value: { type: "'light' | 'dark'" } }] }] } },
  })
})
