import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, vi } from 'vitest'

/** How long one test file waits for what another one makes, milliseconds. */
const PATIENCE = 170_000

/**
 * A folder that is made once in a run, by whichever test file asks for it first; the others wait for it, and begin it anew when it
 * failed there. Nobody may change what is in it. `make` fills the folder that it is given.
 */
export async function onceARun(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(inject('runFolder'), name)
  const begun = `${folder}.begun`
  while (!existsSync(folder)) {
    if (await isFirst(begun)) {
      try {
        // The one before may have come to its end between the two looks.
        if (!existsSync(folder)) {
          await make(begun)
          await rename(begun, folder)
        }
      } finally {
        await rm(begun, { recursive: true, force: true })
      }
    } else {
      await vi.waitFor(() => expect(existsSync(begun)).toBe(false), { timeout: PATIENCE, interval: 100 })
    }
  }
  return folder
}

/** Only one process can make a folder. */
async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch {
    return false
  }
}
