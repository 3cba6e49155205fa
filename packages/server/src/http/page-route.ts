import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import { anyOrigin } from './cors.ts'
import type { Env } from './env.ts'
import { HttpError } from './errors.ts'
import { createFolder } from './folder.ts'
import type { Folder } from './folder.ts'
import { homePage } from './home-page.ts'
import { pageHeaders } from './page-headers.ts'
import { preferredLocale } from './preferred-locale.ts'

const REVALIDATE = 'no-cache'
// The script, its engine and the widgets speak one version: no longer than this may a browser hold parts of two.
const SHORT = 'public, max-age=300'
const FOR_EVER = 'public, max-age=31536000, immutable'

/** Built files lie beside this package, in the workspace and where packages are installed side by side. */
const WORKSPACE = fileURLToPath(new URL('../../../../', import.meta.url))

/** The pages that people open and the files that the host's pages load, from the packages' built files under `root`. */
export function createPageRoutes(deps: Deps, root = WORKSPACE): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const workspace = (path: string) => join(root, path)

  app.get('/', (c) => {
    const wish = c.req.query('lang')
    const locale = wish === 'ja' || wish === 'en' ? wish : preferredLocale(c.req.header('accept-language'))
    pageHeaders(c)
    c.header('vary', 'accept-language')
    return c.html(homePage(locale, deps.mode))
  })

  const pages = createFolder(workspace('packages/server/pages'))
  app.get('/pages/:name', async (c) => (await pages.answer(c, c.req.param('name'), SHORT)) ?? c.notFound())

  const sdk = createFolder(workspace('packages/sdk/dist'))
  const widgets = createFolder(workspace('packages/widgets/dist'))
  app.use('/v1/sdk.js', anyOrigin())
  app.use('/v1/engine.js', anyOrigin())
  app.use('/v1/widgets.js', anyOrigin())
  app.use('/v1/chunks/*', anyOrigin())
  app.get('/v1/sdk.js', (c) => built(c, sdk, 'sdk.js', SHORT))
  app.get('/v1/engine.js', (c) => built(c, sdk, 'engine.js', SHORT))
  app.get('/v1/widgets.js', (c) => built(c, widgets, 'widgets.js', SHORT))
  app.get('/v1/chunks/:name', async (c) => {
    c.header('cross-origin-resource-policy', 'cross-origin')
    const chunk = `chunks/${c.req.param('name')}`
    return (await widgets.answer(c, chunk, FOR_EVER)) ?? (await sdk.answer(c, chunk, FOR_EVER)) ?? c.notFound()
  })

  const console = createFolder(workspace('packages/console/dist'))
  app.get('/console', (c) => c.redirect('/console/'))
  app.get('/console/*', async (c) => {
    pageHeaders(c)
    const path = pathAfter(c, '/console/')
    const file = path && (await console.answer(c, path, path.startsWith('assets/') ? FOR_EVER : REVALIDATE))
    if (file) return file
    if (path.startsWith('assets/')) return c.notFound()
    return (await console.answer(c, 'index.html', REVALIDATE)) ?? notBuilt('the console')
  })

  if (deps.mode === 'demo') {
    const demo = createFolder(workspace('examples/plain-html'))
    app.get('/demo', (c) => c.redirect('/demo/'))
    app.get('/demo/*', async (c) => {
      c.header('referrer-policy', 'same-origin')
      return (await demo.answer(c, pathAfter(c, '/demo/') || 'index.html', REVALIDATE)) ?? c.notFound()
    })
  }
  return app
}

async function built(c: Context<Env>, folder: Folder, name: string, cache: string): Promise<Response> {
  c.header('cross-origin-resource-policy', 'cross-origin')
  return (await folder.answer(c, name, cache)) ?? notBuilt(name)
}

function notBuilt(what: string): never {
  throw new HttpError(503, 'not-built', `${what} is not built yet; run "pnpm build" and reload`)
}

function pathAfter(c: Context, prefix: string): string {
  const path = c.req.path.slice(prefix.length)
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
