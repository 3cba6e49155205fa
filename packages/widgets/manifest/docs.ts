import { parseSync, type TSInterfaceDeclaration, type TSPropertySignature } from 'oxc-parser'

/** Something with a name and a sentence about it. */
export interface Named {
  name: string
  description: string
}

/** An attribute, as its interface describes it. */
export interface Attribute extends Named {
  required: boolean
  /** The values that it may have; any text when empty. */
  values: string[]
}

/** An element, as its doc comments describe it. */
export interface ElementDocs {
  tag: string
  description: string
  /** A campaign puts it on the page, not the host. */
  placed: boolean
  attributes: Attribute[]
  /** `type` is that of the event's object. */
  events: (Named & { type: string })[]
  parts: Named[]
  states: Named[]
  properties: Named[]
}

/**
 * Reads the elements out of the source that types them: the interfaces `WidgetElementMap`, `PlacedElementMap` and `WidgetEventMap`, the
 * attributes that these name, and the tags of their doc comments.
 * @throws Error when a tag is not written as `@csspart name - What it is.`, or names an event that is not there
 */
export function readElements(source: string): ElementDocs[] {
  const { program, comments, errors } = parseSync('elements.ts', source)
  if (errors.length > 0) throw new Error(errors[0]?.message)
  const commentBefore = (start: number): string => {
    const found = comments.findLast((one) => one.type === 'Block' && one.end <= start)
    return found && /^[\s]*(export\s+)?$/.test(source.slice(found.end, start)) ? found.value : ''
  }
  const interfaces = new Map<string, TSInterfaceDeclaration>()
  const unions = new Map<string, string>()
  for (const statement of program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type === 'TSInterfaceDeclaration') interfaces.set(declared.id.name, declared)
    if (declared?.type === 'TSTypeAliasDeclaration')
      unions.set(declared.id.name, source.slice(declared.typeAnnotation.start, declared.typeAnnotation.end))
  }
  const membersOf = (name: string): { name: string; type: string; optional: boolean; comment: string }[] =>
    (interfaces.get(name)?.body.body ?? [])
      .filter((one): one is TSPropertySignature => one.type === 'TSPropertySignature')
      .map((one) => ({
        name: one.key.type === 'Identifier' ? one.key.name : 'value' in one.key ? String(one.key.value) : '',
        type: one.typeAnnotation ? source.slice(one.typeAnnotation.typeAnnotation.start, one.typeAnnotation.typeAnnotation.end) : '',
        optional: one.optional,
        comment: commentBefore(one.start),
      }))

  const events = new Map(membersOf('WidgetEventMap').map((one) => [one.name, { ...one, description: sentence(one.comment) }]))
  const map = interfaces.get('WidgetElementMap')
  const properties = tagged(map ? commentBefore(map.start) : '', 'cssprop')
  const attributesOf = (name: string): Attribute[] =>
    membersOf(name).map(({ name: attribute, type, optional, comment }) => ({
      name: attribute,
      description: sentence(comment) || sentence(commentOfType(type)),
      required: !optional,
      values: [...(unions.get(type.split(' ')[0] ?? '') ?? '').matchAll(/'([^']+)'/g)].map(([, value = '']) => value),
    }))
  const commentOfType = (type: string): string => {
    const at = source.indexOf(`export type ${type.split(' ')[0]} =`)
    return at < 0 ? '' : commentBefore(at)
  }
  return ['WidgetElementMap', 'PlacedElementMap'].flatMap((name) =>
    membersOf(name).map(({ name: tag, type, comment }) => ({
      tag,
      description: sentence(comment),
      placed: name === 'PlacedElementMap',
      attributes: attributesOf(type),
      events: tagged(comment, 'fires').map(({ name: event }) => {
        const known = events.get(event)
        if (!known) throw new Error(`${tag}: no event "${event}"`)
        return { name: event, description: known.description, type: known.type }
      }),
      parts: tagged(comment, 'csspart'),
      states: tagged(comment, 'cssstate'),
      properties,
    })),
  )
}

/** The text before the first tag, in one line. */
function sentence(comment: string): string {
  return linesOf(comment)
    .join(' ')
    .replace(/ ?@\w+ .*$/, '')
    .trim()
}

function tagged(comment: string, tag: string): Named[] {
  return linesOf(comment)
    .filter((line) => line.startsWith(`@${tag} `))
    .map((line) => {
      const [, name, description = ''] = /^@\w+ (\S+)(?: - (.+))?$/.exec(line) ?? []
      if (!name || (tag !== 'fires' && !description)) throw new Error(`expected "@${tag} name - What it is.", got "${line}"`)
      return { name, description }
    })
}

function linesOf(comment: string): string[] {
  return comment.split('\n').map((line) => line.replace(/^\s*\*+ ?/, '').trim())
}
