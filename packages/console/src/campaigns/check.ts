import { campaign } from '@espalier/core/schema'
import type { z } from 'zod'
import type { Problem } from './problem.ts'

/** What is wrong with a value, by field: the first complaint of each. Empty where nothing is. */
export type Check = (value: unknown) => ReadonlyMap<string, Problem>

/** What the same schema as the server's says about a draft of a campaign. */
export const checkCampaign: Check = checkWith(campaign)

/** What a schema says about a value. */
export function checkWith(schema: z.ZodType): Check {
  return (value) => {
    const { error } = schema.safeParse(value)
    return error ? problemsOf(error) : new Map()
  }
}

function problemsOf(error: z.ZodError): Map<string, Problem> {
  const problems = new Map<string, Problem>()
  const add = (path: readonly PropertyKey[], problem: Problem) => {
    const field = path.join('.')
    if (!problems.has(field)) problems.set(field, problem)
  }
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) add([...issue.path, key], { code: 'unknown', message: issue.message })
    else if (issue.code === 'too_small') add(issue.path, { code: tooSmall(issue), message: issue.message, limit: Number(issue.minimum) })
    else if (issue.code === 'too_big')
      add(issue.path, { code: issue.origin === 'string' ? 'long' : 'high', message: issue.message, limit: Number(issue.maximum) })
    else if (issue.code === 'invalid_type') add(issue.path, { code: 'missing', message: issue.message })
    else if (issue.code === 'invalid_value' || issue.code === 'invalid_union') add(issue.path, { code: 'choose', message: issue.message })
    else if (issue.code === 'invalid_format') add(issue.path, { code: formatOf(issue.path, issue.format), message: issue.message })
    else add(issue.path, { code: 'other', message: issue.message })
  }
  return problems
}

function tooSmall(issue: { origin: string; minimum: number | bigint }): Problem['code'] {
  return issue.origin !== 'string' ? 'low' : Number(issue.minimum) <= 1 ? 'missing' : 'short'
}

function formatOf(path: readonly PropertyKey[], format: string): Problem['code'] {
  if (format === 'datetime') return 'time'
  const last = path.at(-1)
  return last === 'url' ? 'link' : last === 'id' ? 'slug' : 'other'
}
