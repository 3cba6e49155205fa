import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const arm = z.object({ n: z.int(), visits: z.int(), conversions: z.int(), spend_sum: z.number(), conversion_rate: z.number() })
const ends = z.tuple([z.number(), z.number()])
const share = z.object({ abs: z.object({ est: z.number(), ci95_newcomb: ends, p_two_sided: z.number() }) })
const money = z.object({ abs: z.object({ est: z.number(), ci95_welch: ends, p_two_sided: z.number() }) })
const sequence = z.object({ abs: z.object({ seq_ci95_N5000: ends, seq_p: z.number() }) })
const comparison = z.object({ visit: share.and(sequence), conversion: share.and(sequence), spend: money.and(sequence) })
const cuped = z.object({ abs_est: z.number(), variance_ratio_vs_unadjusted: z.number() })

const expectedResults = z.object({
  arms: z.object({ control: arm, mens: arm, womens: arm }),
  comparisons_vs_control: z.object({ mens: comparison, womens: comparison, any: comparison }),
  cuped_spend_by_history: z.object({ mens: cuped, womens: cuped }),
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
