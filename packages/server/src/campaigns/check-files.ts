import { readFile } from 'node:fs/promises'
import { campaign } from '@espalier/core/schema'
import { fieldIssues } from '../http/errors.ts'

/** Checks each file as a campaign: a line for each that is well, a line for each wrong field of the others. */
export async function checkFiles(files: readonly string[]): Promise<{ lines: string[]; ok: boolean }> {
  const results = await Promise.all(files.map(async (file) => ({ file, problems: await problemsOf(file) })))
  return {
    ok: results.every(({ problems }) => problems.length === 0),
    lines: results.flatMap(({ file, problems }) =>
      problems.length === 0 ? [`${file}: ok`] : problems.map((problem) => `${file}: ${problem}`),
    ),
  }
}

async function problemsOf(file: string): Promise<string[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return ['cannot be read']
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return [`not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}`]
  }
  const parsed = campaign.safeParse(value)
  return parsed.success ? [] : fieldIssues(parsed.error).map(({ field, message }) => (field ? `${field}: ${message}` : message))
}
