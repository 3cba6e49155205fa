import { z } from 'zod'
import { HttpError } from '../http/errors.ts'
import { itemError } from '../http/item-results.ts'
import type { Store } from '../store/store.ts'
import { dryRun } from './dry-run.ts'
import { keepIf } from './keep-if.ts'
import { readCsv, type CsvLine } from './read-csv.ts'
import { takeSubscriptions } from './subscription-list.ts'

/** Answer of `POST /v1/subscriptions/import`. `imported` is false for a preview. */
export const importAnswer = z.object({
  imported: z.boolean(),
  /** How many states came to what. */
  counts: z.object({ applied: z.int(), stale: z.int(), duplicate: z.int(), rejected: z.int() }),
  /** What each line came to, in the order of the file; `line` counts from 1, the line of names included. */
  lines: z.array(
    z.object({
      line: z.int(),
      id: z.string().optional(),
      account: z.string().optional(),
      status: z.enum(['applied', 'stale', 'duplicate', 'rejected']),
      error: itemError.optional(),
    }),
  ),
})
type Answer = z.infer<typeof importAnswer>

/**
 * Takes a file of states in, whole or not at all. A preview does the same and takes it back, so that it says exactly what would happen.
 * Sending a file twice changes nothing. Throws a 400 that names the first wrong line, unless it is a preview.
 * @param now epoch milliseconds
 */
export async function importSubscriptions(store: Store, csv: string, preview: boolean, now: number): Promise<Answer> {
  const groups = grouped(await readCsv(csv, await store.workspace.settings()))
  const states = groups.flatMap((one) => (one.state ? [one.state] : []))
  if (preview) return toAnswer(groups, await dryRun(store, states, now), false)
  const isWhole = ({ counts }: Answer): boolean => counts.rejected === 0
  const answer = await keepIf(store, isWhole, async (inner) =>
    toAnswer(groups, await takeSubscriptions(await readingSettingsOnce(inner), states, now), true),
  )
  const wrong = answer.lines.find((one) => one.error)
  if (!wrong) return answer
  const field = wrong.error?.field ? `${wrong.error.field}: ` : ''
  throw new HttpError(
    400,
    'invalid-lines',
    `line ${wrong.line}: ${field}${wrong.error?.message ?? ''}; nothing was imported (${answer.counts.rejected} wrong)`,
    { field: `line ${wrong.line}` },
  )
}

/** Nobody changes the settings during a transaction, and each of thousands of states asks for them. */
async function readingSettingsOnce(inner: Store): Promise<Store> {
  const settings = await inner.workspace.settings()
  return { ...inner, workspace: { ...inner.workspace, settings: () => Promise.resolve(settings) } }
}

/** Lines of one subscription and time are the lines of one state. */
interface Group {
  lines: CsvLine[]
  state?: Record<string, unknown>
  error?: { field: string; message: string }
}

const OF_A_LINE = ['plan', 'price', 'quantity', 'amount', 'interval', 'intervalCount', 'metered', 'discount']

function grouped(lines: readonly CsvLine[]): Group[] {
  const keyOf = (one: CsvLine) => ('state' in one ? JSON.stringify([one.state['id'], one.state['at']]) : `line ${one.line}`)
  return [...Map.groupBy(lines, keyOf).values()].map((group): Group => {
    const states = group.flatMap((one) => ('state' in one ? [one.state] : []))
    const [first] = states
    if (!first) return { lines: group }
    if (states.length === 1) return { lines: group, state: first }
    const shared = (state: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(state).filter(([name]) => !OF_A_LINE.includes(name)))
    const odd = states.find((one) => JSON.stringify(shared(one)) !== JSON.stringify(shared(first)))
    if (odd)
      return { lines: group, error: { field: 'status', message: 'lines of one subscription and time differ in more than what is billed' } }
    const twice = whatIsTwice(group, states)
    if (twice) return { lines: group, error: { field: '', message: twice } }
    const items = states.map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => OF_A_LINE.includes(name))))
    return { lines: group, state: { ...shared(first), items } }
  })
}

/** Says of lines of one state that one of them is there twice: word by word, or for the same plan or price. */
function whatIsTwice(group: readonly CsvLine[], states: readonly Record<string, unknown>[]): string | undefined {
  const texts = states.map((one) => JSON.stringify(one))
  const same = texts.findIndex((one, index) => texts.indexOf(one) < index)
  if (same >= 0) {
    const [first, again] = [texts.indexOf(texts[same] ?? ''), same].map((index) => group[index]?.line)
    return `line ${again} is line ${first} again; expected it once, with the whole quantity`
  }
  const names = states.map(({ plan, price }) => plan ?? price)
  const name = names.find((one, index) => one !== undefined && names.indexOf(one) < index)
  return name === undefined ? undefined : `"${String(name)}" appears twice; expected one line with the whole quantity`
}

function toAnswer(groups: readonly Group[], results: Awaited<ReturnType<typeof takeSubscriptions>>, imported: boolean): Answer {
  const counts = { applied: 0, stale: 0, duplicate: 0, rejected: 0 }
  let next = 0
  const lines = groups.flatMap((group) => {
    const result = group.state ? results[next++] : undefined
    const status = result?.status ?? 'rejected'
    counts[status] += 1
    return group.lines.map((one): Answer['lines'][number] => {
      const error = 'error' in one ? one.error : (group.error ?? (result?.error && withoutIndex(result.error)))
      const named = 'state' in one ? one.state : {}
      return {
        line: one.line,
        ...(typeof named['id'] === 'string' && { id: named['id'] }),
        ...(typeof named['account'] === 'string' && { account: named['account'] }),
        status,
        ...(error && { error }),
      }
    })
  })
  return { imported, counts, lines: lines.toSorted((one, other) => one.line - other.line) }
}

/** `subscriptions[3].amount` is `amount` of its line. */
function withoutIndex({ field, message }: { field: string; message: string }): { field: string; message: string } {
  return { field: field.replace(/^subscriptions\[\d+\]\.?/, ''), message }
}
