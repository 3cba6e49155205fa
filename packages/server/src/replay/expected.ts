import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const arm = z.object({ n: z.int(), visits: z.int(), conversions: z.int(), spend_sum: z.number(), conversion_rate: z.number() })
const compared = z.object({ abs: z.object({ est: z.number(), ci95_newcomb: z.tuple([z.number(), z.number()]) }) })
const comparison = z.object({ visit: compared, conversion: compared })

const expectedResults = z.object({
  arms: z.object({ control: arm, mens: arm, womens: arm }),
  comparisons_vs_control: z.object({ mens: comparison, womens: comparison, any: comparison }),
  srm: z.object({ p: z.number() }),
})

/** What others computed from the same file. */
export type Expected = z.infer<typeof expectedResults>

/** `expected.json` beside the file; undefined where there is none. */
export async function readExpected(file: string): Promise<Expected | undefined> {
  let text: string
  try {
    text = await readFile(join(dirname(file), 'expected.json'), 'utf8')
  } catch {
    return undefined
  }
  return expectedResults.parse(JSON.parse(text))
}
