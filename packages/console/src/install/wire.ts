import { request } from '../api.ts'

/** The tags for a page, as the server writes them. */
export interface Snippet {
  tag: string
  /** The line before it that keeps early calls. */
  stub: string
  /** What the page's Content-Security-Policy has to allow. */
  policy: string
  /** One version with its check sum, and the import map that checks what it loads. */
  pinned: string
  importMap: string
  /** Source for `script-src` that allows the import map. */
  importMapSource: string
}

/** Asks for the tags with a key in them, for a server that browsers reach at `host`. */
export function readSnippet(host: string, key: string): Promise<Snippet> {
  return request('GET', `/v1/snippet?${new URLSearchParams({ host, key })}`)
}
