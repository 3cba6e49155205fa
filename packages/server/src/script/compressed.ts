import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip } from 'node:zlib'

/** Beside the built script, compressed alone: the script as it is under its rolling address. */
export const ROLLING = 'rolling.js'

/** What a build has compressed ahead: each undefined where it is not there, or is of other bytes. */
export interface Compressed {
  gzip?: Buffer<ArrayBuffer>
  br?: Buffer<ArrayBuffer>
}

/** Reads what lies compressed beside `file`. It is taken only where it decodes to `plain`: what is sent must be what the check sums say. */
export async function readCompressed(file: string, plain: Buffer): Promise<Compressed> {
  const [gzip, br] = await Promise.all([
    read(`${file}.gz`, promisify(gunzip), plain),
    read(`${file}.br`, promisify(brotliDecompress), plain),
  ])
  return { ...(gzip && { gzip }), ...(br && { br }) }
}

async function read(file: string, decode: (data: Buffer) => Promise<Buffer>, plain: Buffer): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    const data = Buffer.from(await readFile(file))
    return plain.equals(await decode(data)) ? data : undefined
  } catch {
    // Not built with it, or cut off.
    return undefined
  }
}
