import { readFile } from 'node:fs/promises'

/** Processor time that a process has used so far, in milliseconds; the kernel counts hundredths of a second. */
export async function processorMillis(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
