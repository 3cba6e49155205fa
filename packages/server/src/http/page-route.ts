import { join } from 'node:path'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Deps } from '../deps.ts'
import type { Env } from './env.ts'
import { HttpError } from './errors.ts'
import { createFolder } from './folder.ts'
import { homePage } from './home-page.ts'
import { demoHeaders, pageHeaders } from './page-headers.ts'
import { preferredLocale } from './preferred-locale.ts'
import { WORKSPACE } from './workspace.ts'

const REVALIDATE = 'no-cache'
const SHORT = 'public, max-age=300'
const FOR_EVER = 'public, max-age=31536000, immutable'

/** The pages that people open, from the packages' built files under `root`. */
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
      demoHeaders(c)
      return (await demo.answer(c, pathAfter(c, '/demo/') || 'index.html', REVALIDATE)) ?? c.notFound()
    })
  }
  return app
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
