import type { Locale } from '@espalier/core/schema'
import { html } from 'hono/html'
import type { Html } from './language-switch.ts'
import { REFERENCE_TEXT } from './reference-text.ts'

/** The part of JSON Schema that zod writes and the page shows. */
export interface JsonSchema {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  additionalProperties?: JsonSchema | boolean
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  format?: string
}

/** Whose fields they are: only what a client sends can be required of it. */
type Side = 'request' | 'answer'

/** The fields of an object, each with its type, opening to the fields inside. */
export function fieldList(schema: JsonSchema, side: Side, locale: Locale): Html {
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0)
    return html`<ul class="fields">
      ${inside(schema).map((one) => html`<li>${field('', one, false, side, locale)}</li>`)}
    </ul>`
  return html`<ul class="fields">
    ${fields.map(([name, one]) => html`<li>${field(name, one, side === 'request' && (schema.required?.includes(name) ?? false), side, locale)}</li>`)}
  </ul>`
}

function field(name: string, schema: JsonSchema, needed: boolean, side: Side, locale: Locale): Html {
  const line = html`${name ? html`<code>${name}</code> ` : ''}<span class="type">${typeOf(schema)}</span>${
      needed ? html` <span class="needed">${REFERENCE_TEXT[locale].needed}</span>` : ''
    }`
  const nested = inside(schema)
  if (nested.length === 0) return line
  return html`<details>
    <summary>${line}</summary>
    ${nested.map((one) => fieldList(one, side, locale))}
  </details>`
}

/** The objects that a schema holds: itself, its items, its values, its alternatives. */
function inside(schema: JsonSchema): JsonSchema[] {
  if (Object.keys(schema.properties ?? {}).length > 0) return [schema]
  const values = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []
  const candidates = [...(schema.items ? [schema.items] : []), ...values, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return candidates.flatMap((one) => inside(one))
}

function typeOf(schema: JsonSchema): string {
  const rest = schema.default === undefined ? '' : ` = ${JSON.stringify(schema.default)}`
  return `${kindOf(schema)}${range(schema)}${rest}`
}

function kindOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives) return [...new Set(alternatives.map(kindOf))].join(' | ')
  if (schema.type === 'array') return `${schema.items ? kindOf(schema.items) : 'any'}[]`
  if (schema.format) return schema.format
  return [schema.type ?? 'any'].flat().join(' | ')
}

function range({ minimum, maximum, minLength, maxLength }: JsonSchema): string {
  const low = bound(minimum ?? minLength)
  const high = bound(maximum ?? maxLength)
  if (low !== undefined && high !== undefined) return ` ${low}–${high}`
  return low !== undefined ? ` ≥ ${low}` : high !== undefined ? ` ≤ ${high}` : ''
}

/** zod writes the safe integers as bounds of every whole number; they say nothing to a reader. */
function bound(value: number | undefined): number | undefined {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value
}
