import { enableCompileCache } from 'node:module'
import { matchInLinearTime } from '../../linear-patterns.ts'
import type { ProcessMessage, ProcessTask } from './job.ts'

// Before anything else is loaded: the second backtest begins in a fraction of the time.
enableCompileCache()
matchInLinearTime()

// Whoever asked may end before: nobody hears the answer then.
process.once('disconnect', () => process.exit())
// What fails ends the process, with its reason among the server's errors.
process.once('message', (task: ProcessTask) => void replay(task).then(() => process.disconnect()))

/** Replays a share of the accounts and says how far it is. */
async function replay(task: ProcessTask): Promise<void> {
  const [{ openReader }, { replayDraft }] = await Promise.all([import('../../store/open.ts'), import('./replay-draft.ts')])
  const store = await openReader(task.location)
  try {
    await say({ tally: await replayDraft(store, task, (progress) => void say({ progress })) })
  } finally {
    await store.close()
  }
}

function say(message: ProcessMessage): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, (error) => (error ? process.exit() : resolve()))
  })
}
