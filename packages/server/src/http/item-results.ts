import { z } from 'zod'
import { fieldIssues } from './errors.ts'

/** What is wrong with one item of a list. */
export interface ItemError {
  field: string
  message: string
}

export const itemError = z.object({ field: z.string(), message: z.string() })

/** An item that was read, or why it was not; `index` is its place in the list. */
export type ReadItem<T> = { index: number; value: T } | { index: number; error: ItemError }

/** Reads each item of a list by itself, so that one bad item does not lose the others. `name` is the list's field. */
export function readItems<T extends z.ZodType>(list: readonly unknown[], name: string, schema: T): ReadItem<z.output<T>>[] {
  return list.map((raw, index) => {
    const parsed = schema.safeParse(raw)
    if (parsed.success) return { index, value: parsed.data }
    const issue = fieldIssues(parsed.error)[0]
    return { index, error: { field: fieldOf(name, index, issue?.field ?? ''), message: issue?.message ?? 'not valid' } }
  })
}

/** `conversions[3].currency` */
export function fieldOf(list: string, index: number, field: string): string {
  return field ? `${list}[${index}].${field}` : `${list}[${index}]`
}
