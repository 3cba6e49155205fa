import type { Frame, Page } from 'playwright-core'
import { watchPage } from '../../harness/page.ts'

/** Looks for harm that a guest does to a page. */
export interface Inspection {
  /** What the page has to complain of so far, one sentence each; empty on a page that was left as it was. */
  findings(frame?: Page | Frame): Promise<string[]>
}

interface Inventory {
  /** What was added to, changed in or taken from `window`, `document` and all prototypes since the first look. */
  differences(): string[]
  /** The document as its host wrote it, without elements that are ours alone. */
  before: string
  now(): string
}

const INVENTORY = 'inventory of the host'

/** Begins to watch; to be called before the page opens, and after what the host itself does to its globals. */
export async function inspect(page: Page): Promise<Inspection> {
  const complaints = await watchPage(page)
  await page.addInitScript(takeInventory, INVENTORY)
  return {
    async findings(frame = page) {
      const { html, globals } = await frame.evaluate((name) => {
        const inventory = (globalThis as unknown as Record<symbol, Inventory>)[Symbol.for(name)]
        if (!inventory) throw new Error('The inventory was not taken')
        const now = inventory.now()
        return { html: now === inventory.before ? [] : [now], globals: inventory.differences() }
      }, INVENTORY)
      return [
        // The browser itself notes each request that fails; no script can prevent that.
        ...complaints.console.filter((text) => !text.startsWith('Failed to load resource')).map((text) => `console: ${text}`),
        ...complaints.errors.map((text) => `error: ${text}`),
        ...complaints.policy.map((text) => `policy: ${text}`),
        ...globals.map((text) => `global: ${text}`),
        ...html.map((text) => `document: ${text}`),
      ]
    },
  }
}

/** Runs in the page before any script of it. */
function takeInventory(symbol: string): void {
  type Properties = Map<PropertyKey, PropertyDescriptor>
  const { getOwnPropertyDescriptor, is } = Object
  const { ownKeys } = Reflect
  const propertiesOf = (owner: object): Properties => {
    const properties: Properties = new Map()
    for (const key of ownKeys(owner)) {
      const descriptor = getOwnPropertyDescriptor(owner, key)
      if (descriptor) properties.set(key, descriptor)
    }
    return properties
  }
  const owners = new Map<object, [name: string, before: Properties]>()
  const keep = (name: string, owner: unknown): void => {
    if (owner === null || (typeof owner !== 'object' && typeof owner !== 'function') || owners.has(owner)) return
    owners.set(owner, [name, propertiesOf(owner)])
  }
  keep('document', document)
  keep('navigator', navigator)
  keep('history', history)
  keep('location', location)
  for (const key of ownKeys(globalThis)) {
    const value: unknown = getOwnPropertyDescriptor(globalThis, key)?.value
    if (typeof value !== 'function') continue
    keep(String(key), value)
    keep(`${String(key)}.prototype`, (value as { prototype?: unknown }).prototype)
  }
  const inventory: Inventory = { differences, now, before: '' }
  Object.defineProperty(globalThis, Symbol.for(symbol), { value: inventory })
  keep('window', globalThis)

  function differences(): string[] {
    const found: string[] = []
    for (const [owner, [name, before]] of owners) {
      const after = propertiesOf(owner)
      for (const [key, one] of after) {
        const known = before.get(key)
        // Zone.js notes on each target who listens there.
        if (String(key).startsWith('__zone_symbol__')) continue
        if (!known) found.push(`${name}.${String(key)} is new`)
        // The browser moves these itself: what `window` gives by name, the present event, the state of the history.
        else if (
          name !== 'window' &&
          name !== 'location' &&
          !(is(one.value, known.value) && one.get === known.get && one.set === known.set)
        )
          found.push(`${name}.${String(key)} is another`)
      }
      for (const key of before.keys()) if (!after.has(key)) found.push(`${name}.${String(key)} is gone`)
    }
    return found
  }

  function now(): string {
    const copy = document.documentElement.cloneNode(true) as Element
    for (const ours of copy.querySelectorAll('espalier-nps, espalier-modal')) ours.remove()
    return `${document.compatMode} ${copy.outerHTML}`
  }
  addEventListener('DOMContentLoaded', () => {
    inventory.before = now()
  })
}
