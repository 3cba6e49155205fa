import type { Names } from './names.ts'

/**
 * The file that tells TypeScript the names of a workspace. Features are closed: one that the catalogue does not list is an error. Events
 * and slots often stand in code before any campaign names them, so others than those known are errors only when `strict`. So are all
 * features while the catalogue has none yet.
 */
export function declareNames(names: Names, strict: boolean): string {
  const open = strict ? [] : ['(string & {})']
  const begun = strict || names.features.length > 0
  return `// Written by "espalier types". Write it anew when the catalogue or the campaigns change.
import type {} from '@espalier/sdk'

declare module '@espalier/sdk' {
  interface Register {
    catalogue: {
      features: ${begun ? union(names.features) : 'string'}
      metered: ${begun ? union(names.metered) : 'string'}
      events: ${union(names.events, open)}
      slots: ${union(names.slots, open)}
    }
  }
}
`
}

function union(names: readonly string[], others: readonly string[] = []): string {
  return [...names.map((name) => JSON.stringify(name)), ...others].join(' | ') || 'never'
}
