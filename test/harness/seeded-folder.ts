import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the first demo of a run leaves its sample data for those that come after it. */
    seededFolder: string
  }
}

/** Names a folder that lives as long as a run of the tests. It stays empty where no test asks for the demo. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-seeded-'))
  project.provide('seededFolder', folder)
  return () => rm(folder, { recursive: true, force: true })
}
