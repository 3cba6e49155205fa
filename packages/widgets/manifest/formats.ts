import type { Attribute, ElementDocs, Named } from './docs.ts'

/** https://github.com/webcomponents/custom-elements-manifest, version 2.1.0. */
export function customElements(elements: readonly ElementDocs[]): object {
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: 'dist/widgets.js',
        declarations: elements.map(({ tag, description, attributes, events, parts, states, properties }) => ({
          kind: 'class',
          name: classOf(tag),
          description,
          superclass: { name: 'HTMLElement' },
          tagName: tag,
          customElement: true,
          attributes: attributes.map((one) => ({ name: one.name, description: one.description, type: { text: typeOf(one) } })),
          events: events.map(({ name, description: what, type }) => ({ name, description: what, type: { text: type } })),
          cssParts: parts,
          cssStates: states,
          cssProperties: properties,
        })),
        exports: elements.map(({ tag }) => ({
          kind: 'custom-element-definition',
          name: tag,
          declaration: { name: classOf(tag), module: 'dist/widgets.js' },
        })),
      },
    ],
  }
}

/** For `html.customData` of Visual Studio Code; what only campaigns put on the page is not offered to be written. */
export function htmlData(elements: readonly ElementDocs[]): object {
  return {
    version: 1.1,
    tags: written(elements).map(({ tag, description, attributes }) => ({
      name: tag,
      description,
      attributes: attributes.map(({ name, description: what, values }) => ({
        name,
        description: what,
        ...(values.length > 0 && { values: values.map((value) => ({ name: value })) }),
      })),
    })),
  }
}

/** For `css.customData` of Visual Studio Code. */
export function cssData(elements: readonly ElementDocs[]): object {
  return { version: 1.1, properties: elements[0]?.properties ?? [] }
}

/** For JetBrains editors, https://github.com/JetBrains/web-types. */
export function webTypes(elements: readonly ElementDocs[], version: string): object {
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name: '@espalier/widgets',
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: written(elements).map(({ tag, description, attributes, events, parts, states }) => ({
          name: tag,
          description,
          attributes: attributes.map((one) => ({
            name: one.name,
            description: one.description,
            required: one.required,
            value: { type: typeOf(one), required: true },
          })),
          js: { events: events.map(({ name, description: what }) => ({ name, description: what })) },
          css: {
            parts,
            'pseudo-classes': states.map(({ name, description: what }): Named => ({ name: `state(${name})`, description: what })),
          },
        })),
      },
      css: { properties: elements[0]?.properties ?? [] },
    },
  }
}

const written = (elements: readonly ElementDocs[]): ElementDocs[] => elements.filter(({ placed }) => !placed)

const typeOf = ({ values }: Attribute): string => values.map((value) => `'${value}'`).join(' | ') || 'string'

const classOf = (tag: string): string => tag.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
