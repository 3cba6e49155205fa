import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import type { Page } from 'playwright-core'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** What stands for the server's address and public key in the files of a journey. */
const ADDRESS = '__ESPALIER__'
const KEY = '__ESPALIER_KEY__'

/** A host's pages, served from an origin of their own. */
export interface HostPages {
  /** Origin without a slash at the end; `page.html` is also served as `/`. */
  url: string
  stop(): Promise<void>
}

/**
 * Serves a journey's folder from an origin other than Espalier's. In HTML and scripts `__ESPALIER__` becomes the server's URL and
 * `__ESPALIER_KEY__` its public key; `csp` is sent as Content-Security-Policy with the same words replaced.
 */
export async function servePages(options: {
  folder: string
  espalier: { url: string; publicKey: string }
  csp?: string
}): Promise<HostPages> {
  const { folder, espalier, csp } = options
  const fill = (text: string) => text.replaceAll(KEY, espalier.publicKey).replaceAll(ADDRESS, espalier.url)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host.test')
    const path = normalize(join(folder, pathname === '/' ? 'page.html' : decodeURIComponent(pathname)))
    const answer = async () => {
      if (!path.startsWith(folder + sep)) throw new Error('outside the folder')
      const text = fill(await readFile(path, 'utf8'))
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        ...(csp && { 'content-security-policy': fill(csp) }),
      })
      response.end(text)
    }
    // A browser asks for it unbidden; a 404 would be a console error that is nobody's fault.
    if (pathname === '/favicon.ico') response.writeHead(204).end()
    else answer().catch(() => response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** What went wrong on a page so far. All three are empty on a page that Espalier left as it was. */
export interface Complaints {
  console: string[]
  errors: string[]
  /** Violations of the page's policy, as `directive blocked-uri`. */
  policy: string[]
}

/** Collects console errors and warnings, uncaught errors and rejections, and policy violations. Call it before the page opens. */
export async function watchPage(page: Page): Promise<Complaints> {
  const complaints: Complaints = { console: [], errors: [], policy: [] }
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.console.push(message.text())
  })
  page.on('pageerror', (error) => complaints.errors.push(String(error)))
  await page.exposeFunction('reportPolicyViolation', (text: string) => complaints.policy.push(text))
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const report = (globalThis as unknown as { reportPolicyViolation(text: string): void }).reportPolicyViolation
      report(`${event.effectiveDirective} ${event.blockedURI}`)
    })
  })
  return complaints
}
