import { OPENED } from './demo/seeded.ts'
import type { ServerEnv } from './env.ts'
import type { WorkspaceStore } from './store/workspace.ts'

/** Name of the note of the first start that was no demo. */
export const FIRST_KEYS = 'first-keys'

/** What who starts a server has to know where one database has the demo's data and one's own; undefined where it does not. */
export async function mixedData(workspace: Pick<WorkspaceStore, 'note'>, mode: ServerEnv['mode']): Promise<string | undefined> {
  if ((await workspace.note(mode === 'demo' ? FIRST_KEYS : OPENED)) === undefined) return undefined
  return mode === 'demo'
    ? 'Careful: this database has been served outside of the demo, too. In the demo, whoever reaches this address reads and changes all of it without a password. Give the demo a folder of its own with ESPALIER_DATA.'
    : "Careful: this database has the demo's sample data, which your reports count. Give your own data a folder of its own with ESPALIER_DATA."
}
