import { bytesOf, weights } from '../test/package/browser-files.ts'
import { table } from './table.ts'

/** What pages download, against the ceilings that the tests hold. */
export function benchBytes(): string {
  return table(
    ['file', 'gzip -9, bytes', 'sent as gzip', 'sent as brotli', 'ceiling (gzip)'],
    weights().map(({ name, files, ceiling }) => {
      const { gzip, sent } = bytesOf(files)
      return [name, gzip, sent.gzip, sent.brotli, ceiling].map((one) => one.toLocaleString('en'))
    }),
  )
}
