import { fork } from 'node:child_process'
import type { Deps } from '../deps.ts'
import { SEEDED } from './seeded.ts'

/**
 * Writes the sample data in a process of its own, so that the server answers meanwhile and stays small; then the guardrails look, so that
 * the list of campaigns says how they stand. Answers false when it did not come to its end; the next start goes on from there.
 */
export async function seedApart(deps: Deps): Promise<boolean> {
  const isComplete = await seeded(deps)
  if (isComplete) deps.guardrails.soon()
  return isComplete
}

async function seeded({ store }: Pick<Deps, 'store'>): Promise<boolean> {
  const [, command] = process.argv
  if (!command || (await store.workspace.note(SEEDED))) return true
  const child = fork(command, ['seed'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const end = () => child.kill()
  process.once('exit', end)
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => {
      process.off('exit', end)
      resolve(code === 0)
    })
  })
}
