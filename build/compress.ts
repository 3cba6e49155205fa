import { dirname, join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { brotliCompressSync, constants } from 'node:zlib'
import { gzipAsync } from '@gfx/zopfli'
import { builtFiles, readRelease, SCRIPT } from '../packages/server/src/script/release.ts'
import { ROLLING } from '../packages/server/src/script/compressed.ts'

// Compresses what pages load, once for each build and as small as it gets: beside every file, and for the script as it is under its
// rolling address. The server takes what fits its files and compresses the rest itself.

/** More rounds than these find a byte or two. */
const ROUNDS = 30

/** As much of a file as distances can reach back, as a power of two: all of every file of ours. */
const WINDOW = 16

/** How distances may be written: which is shortest differs from file to file. */
const DISTANCES = [0, 1].flatMap((postfix) => [0, 4, 8].map((direct) => ({ postfix, direct: direct << postfix })))

const root = join(import.meta.dirname, '..')
const built = await builtFiles(root)
const release = await readRelease(built)
if (!release) throw new Error(`${SCRIPT} is not built: run "npx -y pnpm@12 build"`)

for (const { path, file } of built) {
  const content = release.files.get(path)
  if (content) await compress(file, content)
  if (path === SCRIPT) await compress(join(dirname(file), ROLLING), release.rolling.plain)
}

async function compress(file: string, content: Buffer): Promise<void> {
  await writeFile(`${file}.gz`, await gzipAsync(content, { numiterations: ROUNDS }))
  await writeFile(`${file}.br`, smallestBrotli(content))
}

function smallestBrotli(content: Buffer): Buffer {
  const all = DISTANCES.map(({ postfix, direct }) =>
    brotliCompressSync(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        [constants.BROTLI_PARAM_LGWIN]: WINDOW,
        [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
        [constants.BROTLI_PARAM_NDIRECT]: direct,
      },
    }),
  )
  return all.reduce((smallest, one) => (one.length < smallest.length ? one : smallest))
}
