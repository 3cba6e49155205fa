import { totalmem } from 'node:os'

/** What this machine, or the container that the server runs in, has of memory. Bytes. */
export function machineMemory(): number {
  // None is told as 0, or as more than there is.
  return Math.min(totalmem(), process.constrainedMemory() || Infinity)
}
