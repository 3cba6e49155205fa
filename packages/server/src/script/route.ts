import { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { addRoute } from '../http/add-route.ts'
import { parseQuery } from '../http/body.ts'
import { anyOrigin } from '../http/cors.ts'
import type { Env } from '../http/env.ts'
import { HttpError } from '../http/errors.ts'
import { answerFile } from '../http/static-file.ts'
import { WORKSPACE } from '../http/workspace.ts'
import { scriptAddress, VERSION_PATTERN } from './address.ts'
import { manifest, manifestOf } from './manifest.ts'
import type { Release } from './release.ts'
import { createReleases } from './releases.ts'
import { snippetOf } from './snippet.ts'

/** The script itself changes place with every update: no longer than this may a browser go without looking. */
const SHORT = 'public, max-age=300'

const snippetQuery = z.object({
  host: z.url({ protocol: /^https?$/, error: 'expected an address such as https://grow.example.com' }).max(500),
  key: z
    .string()
    .regex(/^[\p{L}\p{N}_.-]{1,100}$/u, 'expected a public key, pk_...')
    .default('pk_...')
    .describe('The public key that stands in the tags'),
})
const snippet = z.object({
  tag: z.string(),
  stub: z.string(),
  stubSource: z.string(),
  policy: z.string(),
  pinned: z.string(),
  importMap: z.string(),
  importMapSource: z.string(),
})

/** The files that the host's pages load, from the packages' built files under `root`. */
export function createScriptRoutes(deps: Deps, root: string = WORKSPACE): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  const { config, log } = deps
  const address = scriptAddress(config.script)
  const releases = createReleases(root, config.releases)
  // What is kept for pages that are open now must be there after the next update.
  if (config.releases !== undefined)
    releases.current().catch((error: unknown) => log.error({ err: error }, 'the script’s files cannot be read'))

  const current = async (): Promise<Release> => {
    const release = await releases.current()
    if (release) return release
    throw new HttpError(503, 'not-built', 'the script is not built yet; run "pnpm build" and reload')
  }

  for (const path of ['/v1/:file{[\\w-]+\\.js}', '/v1/chunks/*', `/v1/:version{${VERSION_PATTERN}}/*`, '/v1/sri.json']) {
    app.use(path, anyOrigin())
    app.use(path, async (c, next) => {
      await next()
      c.res.headers.set('cross-origin-resource-policy', 'cross-origin')
    })
  }
  app.get('/v1/sdk.js', async (c) => answerFile(c, (await current()).rolling, SHORT))
  app.get(`/v1/:version{${VERSION_PATTERN}}/:file{.+}`, async (c) => {
    const { version, file } = c.req.param()
    const found = await releases.answer(c, version, file)
    if (found) return found
    throw new HttpError(404, 'version-not-kept', `there is no ${file} of version ${version} here`, {
      expected: 'a file that sri.json lists',
      headers: { 'cache-control': 'no-store' },
    })
  })
  // For pages that load parts by themselves: what is built now, without a version.
  app.get('/v1/:file{(?:[\\w-]+|chunks/[\\w.-]+)\\.js}', async (c) => {
    const { version } = await current()
    const found = await releases.answer(c, version, c.req.param('file'))
    if (!found) return c.notFound()
    found.headers.set('cache-control', SHORT)
    return found
  })

  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/sri.json',
      access: 'none',
      tag: 'Script',
      summary: 'List the script’s files with their check sums',
      answer: manifest,
    },
    async (c) => {
      c.header('cache-control', SHORT)
      return c.json(manifestOf(await current(), address))
    },
  )
  addRoute(
    app,
    deps,
    {
      method: 'get',
      path: '/v1/snippet',
      access: 'none',
      tag: 'Script',
      summary: 'Write the tags for a page',
      query: snippetQuery,
      answer: snippet,
    },
    async (c) => {
      const { host, key } = parseQuery(c, snippetQuery)
      c.header('cache-control', 'no-store')
      return c.json(snippetOf(manifestOf(await current(), address), host, key))
    },
  )
  return app
}
