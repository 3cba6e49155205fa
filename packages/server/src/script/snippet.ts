import type { Manifest } from './manifest.ts'
import { sourceOf, STUB } from './stub.ts'

/** What a host puts into its pages, ready to be pasted. */
export interface Snippet {
  /** The one tag that is needed. */
  tag: string
  /** The line before it that keeps early calls. */
  stub: string
  /** Source for `script-src` that allows the stub, with its quotes. */
  stubSource: string
  /** What the page's Content-Security-Policy has to allow. */
  policy: string
  /** The tag with one version and its check sum: it does not follow updates. */
  pinned: string
  /** Beside `pinned`: has the browser check what the script loads, too. */
  importMap: string
  /** Source for `script-src` that allows the import map, with its quotes. */
  importMapSource: string
}

/** Writes the tags for a server at `host` and a public key. */
export function snippetOf({ rolling, script, files }: Manifest, host: string, key: string): Snippet {
  const { origin, pathname } = new URL(host)
  const base = origin + pathname.replace(/\/+$/, '')
  const integrity = Object.fromEntries(
    Object.values(files).flatMap((file) => (file.url === script ? [] : [[base + file.url, file.integrity]])),
  )
  const map = JSON.stringify({ integrity })
  const own = Object.values(files).find(({ url }) => url === script)?.integrity ?? ''
  const stubSource = sourceOf(STUB)
  return {
    tag: `<script async src="${base}${rolling}" data-key="${key}"></script>`,
    stub: `<script>${STUB}</script>`,
    stubSource,
    policy: `script-src ${origin} ${stubSource}; connect-src ${origin}`,
    pinned: `<script async src="${base}${script}" integrity="${own}" crossorigin="anonymous" data-key="${key}"></script>`,
    importMap: `<script type="importmap">${map}</script>`,
    importMapSource: sourceOf(map),
  }
}
