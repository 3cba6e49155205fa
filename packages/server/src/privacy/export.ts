import type { KeptRows, PrivacyStore, Whose } from '../store/privacy.ts'

/** About whom an export is, and when it was made, epoch milliseconds. */
interface Head {
  user?: string
  account?: string
  at: number
}

/** Everything that is kept of somebody as one JSON object, written while it is read. */
export function exportOf(privacy: Pick<PrivacyStore, 'kept'>, whose: Whose, { at, ...head }: Head): ReadableStream<Uint8Array> {
  const parts = written(privacy.kept(whose), { ...head, exportedAt: new Date(at).toISOString() })
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return()
    },
  })
}

async function* written(kept: AsyncIterable<KeptRows>, head: object): AsyncGenerator<string, void> {
  yield `${JSON.stringify(head).slice(0, -1)},"tables":{`
  let open: string | undefined
  for await (const { table, rows } of kept) {
    const between = open === table ? ',' : `${open === undefined ? '' : ']\n,'}\n${JSON.stringify(table)}:[`
    open = table
    yield `${between}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`
  }
  yield `${open === undefined ? '' : ']\n'}}}\n`
}
