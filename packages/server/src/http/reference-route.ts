import { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from './env.ts'
import { pageHeaders } from './page-headers.ts'
import { preferredLocale } from './preferred-locale.ts'
import { referencePage } from './reference-page.ts'
import type { OpenApiDocument } from './reference-page.ts'
import { VERSION } from './version.ts'

/** Describes every route of `served`, for machines and for people. */
export function createReferenceRoutes(served: OpenAPIHono<Env>): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>()
  let written: OpenApiDocument | undefined
  const document = () => (written ??= write(served))

  app.get('/v1/openapi.json', (c) => {
    c.header('access-control-allow-origin', '*')
    return c.json(document())
  })
  app.get('/docs', (c) => {
    const wish = c.req.query('lang')
    const locale = wish === 'ja' || wish === 'en' ? wish : preferredLocale(c.req.header('accept-language'))
    pageHeaders(c)
    c.header('vary', 'accept-language')
    return c.html(referencePage(document(), locale))
  })
  return app
}

function write(served: OpenAPIHono<Env>): OpenApiDocument {
  const document = served.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Espalier', version: VERSION },
    servers: [{ url: '/' }],
  })
  const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description })
  return {
    ...document,
    components: {
      ...document.components,
      securitySchemes: {
        publicKey: bearer('A public key (pk_...), also accepted as user name of basic authentication or as writeKey in the body.'),
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'espalier',
          description: 'The session cookie of the console; __Host-espalier over HTTPS.',
        },
        secretKey: bearer('A secret key (sk_...), or the session cookie of the console.'),
      },
    },
  } as unknown as OpenApiDocument
}
