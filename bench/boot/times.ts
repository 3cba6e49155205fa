import { readFile } from 'node:fs/promises'

/** Name of the variable that tells a watched server where its times go. */
export const BOOT_TIMES = 'BENCH_BOOT_TIMES'

/** When an answer had gone out, epoch milliseconds, and how long it had taken since its request had arrived, milliseconds. */
export type AnsweredBoot = readonly [at: number, millis: number]

/** What a server needs in its environment to write down its times in `file` when it ends. */
export function watched(file: string): Record<string, string> {
  return { NODE_OPTIONS: `--import ${new URL('./watch.ts', import.meta.url).href}`, [BOOT_TIMES]: file }
}

/** The times that a server wrote down. */
export async function readTimes(file: string): Promise<AnsweredBoot[]> {
  return JSON.parse(await readFile(file, 'utf8')) as AnsweredBoot[]
}
