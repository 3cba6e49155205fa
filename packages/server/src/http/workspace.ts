import { fileURLToPath } from 'node:url'

/** Built files lie beside this package, in the workspace and where packages are installed side by side. */
export const WORKSPACE: string = fileURLToPath(new URL('../../../../', import.meta.url))
