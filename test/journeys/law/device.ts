import type { PageHandlers, Page } from '../../../packages/sdk/src/platform/page.ts'

/** What a browser keeps under one origin: its values are properties, as those of `localStorage` are, so that names can be listed. */
export class WebStorage {
  [name: string]: unknown
  getItem(name: string): string | null {
    return Object.hasOwn(this, name) ? String(this[name]) : null
  }
  setItem(name: string, value: string): void {
    this[name] = value
  }
  removeItem(name: string): void {
    delete this[name]
  }
}

/** One browser of one person: what it keeps, and how it looks at pages. */
export interface Device {
  local: WebStorage
  kind: 'phone' | 'desktop'
  zone: string
}

/** A page of the host's product that can be led to other addresses. */
export interface HostPage extends Page {
  go(path: string, places: readonly string[]): void
  /** The places that are in the window; undefined is all of them. */
  look(visible: readonly string[] | undefined): void
}

/** Opens a page on a device. */
export function openPage(device: Device, path: string, places: readonly string[]): HostPage {
  let at = path
  let there = places
  let seen: readonly string[] | undefined
  let handlers: PageHandlers | undefined
  const page = {
    describe: () => ({ path: at, url: `https://host.example${at}`, title: `Page ${at}` }),
    device: () => device.kind,
    zone: () => device.zone,
    language: () => 'en',
    // The places stand for their elements: what is in the window is asked for with a test of elements.
    places: (only?: unknown) => [...(only === undefined ? there : (seen ?? there))],
    isHidden: () => false,
    wantsOverlay: () => false,
    needsWidgets: () => there.some((place) => place.startsWith('gate:')),
    watch: (given: PageHandlers) => {
      handlers = given
      handlers.changed()
      return () => (handlers = undefined)
    },
    go: (next: string, with_: readonly string[]) => {
      at = next
      there = with_
      seen = undefined
      handlers?.changed()
    },
    look: (visible: readonly string[] | undefined) => {
      seen = visible
      handlers?.changed()
    },
  }
  return page as unknown as HostPage
}
