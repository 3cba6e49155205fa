import { bytesOf, weights } from '../test/package/browser-files.ts'
import { table } from './table.ts'

/** What a page has downloaded when it sees its first widget; 8,000 for the core and 14,000 more were the plan. */
const FIRST_SIGHT_GOAL = 22_000

/** What pages download, against the ceilings that the tests hold. */
export function benchBytes(): string {
  const all = weights()
  const row = (name: string, files: string[], ceiling: string) => {
    const { gzip, brotli } = bytesOf(files)
    return [name, gzip.toLocaleString('en'), brotli.toLocaleString('en'), ceiling]
  }
  const untilFirstSight = new Set(all.filter(({ name }) => !name.startsWith('further')).flatMap(({ files }) => files))
  return table(
    ['file', 'gzip, bytes', 'brotli, bytes', 'ceiling (gzip)'],
    [
      ...all.map(({ name, files, ceiling }) => row(name, files, ceiling.toLocaleString('en'))),
      row('all until a first widget is seen', [...untilFirstSight], `goal ${FIRST_SIGHT_GOAL.toLocaleString('en')}`),
    ],
  )
}
