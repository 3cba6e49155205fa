import type { Locale } from '@espalier/core/schema'
import { html } from 'hono/html'
import { languageSwitch } from './language-switch.ts'
import type { Html } from './language-switch.ts'
import { fieldList } from './reference-fields.ts'
import type { JsonSchema } from './reference-fields.ts'
import { REFERENCE_TEXT, summaryOf, tagOf } from './reference-text.ts'

interface Content {
  content?: { 'application/json'?: { schema?: JsonSchema } }
}

interface Operation {
  summary: string
  tags?: string[]
  security?: Record<string, unknown>[]
  parameters?: { name: string; in: string; required?: boolean; schema?: JsonSchema }[]
  requestBody?: Content
  responses: Record<string, Content & { description: string }>
}

/** The part of an OpenAPI document that the page reads. */
export interface OpenApiDocument {
  info: { version: string }
  paths: Record<string, Record<string, Operation>>
}

interface Route {
  method: string
  path: string
  operation: Operation
}

/** The reference as one page without scripts: routes by topic, each opening to its fields. */
export function referencePage(document: OpenApiDocument, locale: Locale): Html {
  const text = REFERENCE_TEXT[locale]
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
  const topics = Map.groupBy(routes, ({ operation }) => operation.tags?.[0] ?? '')
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${text.title} · Espalier</title>
        <link rel="icon" href="/pages/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/pages/style.css" />
        <link rel="stylesheet" href="/pages/reference.css" />
      </head>
      <body>
        <div class="reference">
          <nav aria-label="${text.topics}">
            <div class="brand">
              <a class="mark" href="/?lang=${locale}"><img src="/pages/mark.svg" alt="" />Espalier</a>
            </div>
            <ul>
              ${[...topics.keys()].map((topic) => html`<li><a href="#${topic}">${tagOf(topic, locale)}</a></li>`)}
            </ul>
          </nav>
          <main>
            <div class="brand">
              <h1>${text.title}</h1>
              ${languageSwitch('/docs', locale)}
            </div>
            <p>${text.keys}</p>
            <p>${text.errors}</p>
            <p><a href="/v1/openapi.json">OpenAPI 3.1</a></p>
            ${[...topics].map(
              ([topic, list]) =>
                html`<section id="${topic}">
                  <h2>${tagOf(topic, locale)}</h2>
                  ${list.map((route) => section(route, locale))}
                </section>`,
            )}
          </main>
        </div>
      </body>
    </html>`
}

function section({ method, path, operation }: Route, locale: Locale): Html {
  const text = REFERENCE_TEXT[locale]
  const kinds = (operation.security ?? []).flatMap((one) => Object.keys(one))
  const [kind] = kinds
  const access =
    kinds.length > 1
      ? text.anyKey
      : kind === undefined
        ? text.noKey
        : ({ publicKey: text.publicKey, session: text.session }[kind] ?? text.secretKey)
  const parameters = operation.parameters ?? []
  const body = operation.requestBody?.content?.['application/json']?.schema
  const answer = operation.responses['200']?.content?.['application/json']?.schema
  return html`<details class="operation">
    <summary>
      <span class="method">${method.toUpperCase()}</span>
      <h3>${path}</h3>
      <span class="key">${access}</span>
      <p>${summaryOf(method, path, operation.summary, locale)}</p>
    </summary>
    <div>
      ${
        parameters.length
          ? html`<h4>${text.parameters}</h4>
              ${fieldList(parametersAsSchema(parameters), 'request', locale)}`
          : ''
      }
      ${
        body
          ? html`<h4>${text.body}</h4>
              ${fieldList(body, 'request', locale)}`
          : ''
      }
      ${
        answer
          ? html`<h4>${text.answer}</h4>
              ${fieldList(answer, 'answer', locale)}`
          : ''
      }
      ${parameters.length || body || answer ? '' : html`<p>${text.nothing}</p>`}
    </div>
  </details>`
}

function parametersAsSchema(parameters: NonNullable<Operation['parameters']>): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema ?? {}])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  }
}
