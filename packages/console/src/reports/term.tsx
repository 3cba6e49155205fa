import type { ComponentChildren } from 'preact'
import { definitions, type Term as Key } from '../text/definitions.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'

/** The name of a number in a report, with what it means. */
export function Term({ of, children }: { of: Key; children: ComponentChildren }) {
  return <Definition text={words(definitions)[of]}>{children}</Definition>
}
