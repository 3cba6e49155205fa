import { fileURLToPath } from 'node:url'

/** The file of a thread that stands beside this one, as source or built; `name` without its ending. */
export function threadFile(name: string): string {
  return fileURLToPath(new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url))
}
