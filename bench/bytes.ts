import { bytesOf, weights } from '../test/package/browser-files.ts'
import { table } from './table.ts'

/** What pages download, against the ceilings that the tests hold. */
export function benchBytes(): string {
  return table(
    ['file', 'gzip, bytes', 'brotli, bytes', 'ceiling (gzip)'],
    weights().map(({ name, files, ceiling }) => {
      const { gzip, brotli } = bytesOf(files)
      return [name, gzip, brotli, ceiling].map((one) => one.toLocaleString('en'))
    }),
  )
}
