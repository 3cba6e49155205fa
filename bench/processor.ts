import { readFile } from 'node:fs/promises'

/** Processor time that a process has used so far, in milliseconds; the kernel counts hundredths of a second. */
export async function processorMillis(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Time of all processors together since the machine began, in hundredths of a second. */
export interface MachineTime {
  all: number
  /** What the host of a virtual machine gave to others while this one had work. */
  stolen: number
}

/** What the machine's processors did so far; on systems that do not tell, nothing was ever stolen. */
export async function machineTime(): Promise<MachineTime> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => '')
  // User, nice, system, idle, waiting, interrupts, soft interrupts, stolen; the fields after them are in these already.
  const fields = (/^cpu +(.*)$/m.exec(text)?.[1] ?? '').split(' ').slice(0, 8).map(Number)
  return { all: fields.reduce((sum, one) => sum + one, 0), stolen: fields[7] ?? 0 }
}

/** Which share of the processors the host took away between two looks. */
export function stolenShare(before: MachineTime, after: MachineTime): number {
  return (after.stolen - before.stolen) / Math.max(1, after.all - before.all)
}
