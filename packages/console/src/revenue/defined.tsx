import { revenueWords } from '../text/revenue.ts'
import { words } from '../text/text.ts'
import { Definition } from '../ui/definition.tsx'

/** A figure of this screen. */
export type Figure = keyof (typeof revenueWords.en)['defined']

/** The name of a figure, with what it means. */
export function Defined({ of }: { of: Figure }) {
  const w = words(revenueWords)
  return <Definition text={w.defined[of]}>{w[of]}</Definition>
}
