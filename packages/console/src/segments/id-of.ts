import { freeId } from '../campaigns/templates.ts'

/** An id made of a name, in the letters that ids may have, which is not taken yet. `otherwise` where the name has none of them. */
export function idOf(name: string, otherwise: string, taken: readonly string[]): string {
  const letters = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return freeId(letters === '' ? otherwise : letters, taken)
}
