import { SCRIPT } from './release.ts'

/** Where the script is, unless the operator chose another path. */
const DEFAULT_SCRIPT = '/v1/sdk.js'

/** How the version in an address looks, as a pattern of a route: `0.1.0-1a2b3c4d`. */
export const VERSION_PATTERN = '\\d[\\w.+-]*-[\\da-f]{8}'

const VERSIONED = new RegExp(`^/(${VERSION_PATTERN})/(.+)$`)

/** The addresses of the script and its files as browsers see them. */
export interface ScriptAddress {
  /** Path of the script that follows every update, for example `/grow/helper.js`. */
  rolling: string
  /** Path of a file of one version. */
  of(version: string, file: string): string
}

/** The addresses when the script is at `script`. */
export function scriptAddress(script: string = DEFAULT_SCRIPT): ScriptAddress {
  const cut = script.lastIndexOf('/')
  const [folder, name] = [script.slice(0, cut), script.slice(cut + 1)]
  return { rolling: script, of: (version, file) => `${folder}/${version}/${file === SCRIPT ? name : file}` }
}

/**
 * Reads the operator's own path for the script: what is asked for beside it is what it is under `/v1`, and its folder stands before
 * the API, too. Everything else is left as it is.
 */
export function readAddress(script: string): (path: string) => string {
  const cut = script.lastIndexOf('/')
  const [folder, name] = [script.slice(0, cut), script.slice(cut + 1)]
  return (path) => {
    if (path === script) return DEFAULT_SCRIPT
    if (!path.startsWith(`${folder}/`)) return path
    const below = path.slice(folder.length)
    const [, version, file = ''] = VERSIONED.exec(below) ?? []
    if (version) return `/v1/${version}/${file === name ? SCRIPT : file}`
    if (below === '/sri.json') return '/v1/sri.json'
    return below.startsWith('/v1/') ? below : path
  }
}
