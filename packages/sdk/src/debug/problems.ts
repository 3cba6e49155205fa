import type { ClientEvents } from '../listeners.ts'
import type { ClientOptions } from '../options.ts'
import { quietly } from '../platform/quiet.ts'
import { nearest } from './nearest.ts'
import type { Inside } from './inside.ts'

/** Something that stands in the host's page, or that it called, and that cannot work as it is. */
export interface Problem {
  code:
    | 'key'
    | 'silent'
    | 'token'
    | 'presenter'
    | 'option'
    | 'element'
    | 'place'
    | 'feature'
    | 'uncounted'
    | 'attribute'
    | 'properties'
    | Argument
  /** What is wrong, as the host wrote it. */
  about: string
  /** What was perhaps meant. */
  meant?: string
}

/** Which part of a call could not be understood. */
type Argument = 'userId' | 'groupId' | 'event' | 'name' | 'feature-name' | 'used' | 'listener'

type Failure = ClientEvents['error']

// Complete, because the type says so: an option that is missing here does not compile.
const OPTIONS: Record<keyof ClientOptions | 'user' | 'account', true> = {
  key: true,
  host: true,
  user: true,
  account: true,
  locale: true,
  persistence: true,
  consent: true,
  loadPresenter: true,
  token: true,
  usage: true,
  gpc: true,
  forward: true,
}
const ELEMENTS = ['slot', 'gate', 'meter', 'modal', 'nps'].map((name) => `espalier-${name}`)
const ATTRIBUTES = ['data-espalier-track', 'data-espalier-properties']

/** Looks for all that is wrong on this page; `failures` is what the client told of. */
export function findProblems(inside: Inside, failures: readonly Failure[]): Problem[] {
  const all = [
    ...failures.map(problemOf),
    ...inOptions(inside),
    ...inDelivery(inside),
    ...elementsIn(document).flatMap((one) => inElement(one, inside)),
  ]
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}

function problemOf({ code, status, field = '' }: Failure): Problem {
  if (code !== 'argument') return { code, about: status === undefined ? '' : String(status) }
  return { code: field === 'feature' ? 'feature-name' : (field as Argument), about: '' }
}

/** Attributes of the tag are options, too. Those of other tools stand there as well, so only what is nearly one of ours is wrong. */
function inOptions({ options }: Inside): Problem[] {
  return Object.keys(options).flatMap((about) => {
    const meant = nearest(about, Object.keys(OPTIONS))
    return meant === undefined || meant === about ? [] : [{ code: 'option', about, meant }]
  })
}

function inDelivery({ boot, options }: Inside): Problem[] {
  const asked = performance.getEntriesByName(`${options.host.replace(/\/+$/, '')}/v1/boot`) as PerformanceResourceTiming[]
  const last = asked.at(-1)
  const isSilent = last !== undefined && boot().at === 0 && last.responseStatus === 0 && last.transferSize === 0
  return isSilent ? [{ code: 'silent', about: options.host }] : []
}

function inElement(element: Element, { boot }: Inside): Problem[] {
  const tag = element.localName
  const text = `<${tag}>`
  const found: Problem[] = []
  if (tag.startsWith('espalier-') && !ELEMENTS.includes(tag)) {
    const meant = nearest(tag, ELEMENTS)
    found.push({ code: 'element', about: text, ...(meant && { meant: `<${meant}>` }) })
  }
  if (tag === 'espalier-slot' && !element.getAttribute('name')) found.push({ code: 'place', about: text, meant: 'name' })
  if (tag === 'espalier-gate' || tag === 'espalier-meter') {
    const about = element.getAttribute('feature') ?? ''
    const { entitlements } = boot()
    const known = Object.keys(entitlements)
    if (about === '') found.push({ code: 'place', about: text, meant: 'feature' })
    else if (!known.includes(about)) {
      const meant = nearest(about, known)
      // While no plan is known, the answer leaves out the features that are not counted.
      if (meant || Object.values(entitlements).some(({ kind }) => kind === 'boolean'))
        found.push({ code: 'feature', about, ...(meant && { meant }) })
    } else if (tag === 'espalier-meter' && entitlements[about]?.kind === 'boolean') found.push({ code: 'uncounted', about })
  }
  for (const { name, value } of element.attributes) {
    if (!name.startsWith('data-espalier')) continue
    const meant = nearest(name, ATTRIBUTES)
    if (!ATTRIBUTES.includes(name)) found.push({ code: 'attribute', about: name, ...(meant && { meant }) })
    else if (name === 'data-espalier-properties' && !isRecord(value)) found.push({ code: 'properties', about: value })
    else if (value === '') found.push({ code: 'event', about: name })
  }
  return found
}

function isRecord(text: string): boolean {
  const value: unknown = quietly(() => JSON.parse(text))
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All elements, those in open shadow roots as well. */
function elementsIn(tree: ParentNode): Element[] {
  return [...tree.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? elementsIn(one.shadowRoot) : [])])
}
