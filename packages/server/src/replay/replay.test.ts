import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { CampaignReport } from '@espalier/core/schema'
import { NO_SHARED_DATA, sharedFile } from '../../../../test/harness/shared-data.ts'
import { readExpected } from './expected.ts'
import { replay } from './replay.ts'
import { startTarget } from './target.ts'
import type { TargetOptions } from './target.ts'

const recorded = sharedFile('hillstrom/hillstrom.csv.gz')

/** Replays and answers the report beside what was printed. */
async function run(file: string, target: TargetOptions): Promise<{ report: CampaignReport; printed: string }> {
  const out = new PassThrough()
  const printed = text(out)
  try {
    return { report: await replay(file, target, out), printed: await (out.end(), printed) }
  } finally {
    out.end()
  }
}

const HEADER = 'recency,history,segment,visit,conversion,spend'

async function withFile<T>(rows: readonly string[], work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-replay-'))
  try {
    const file = join(folder, 'hillstrom.csv')
    await writeFile(file, [HEADER, ...rows].join('\n'))
    return await work(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('the replay of an experiment', () => {
  it('gives the figures that others computed, for all 64,000 customers', { timeout: 120_000 }, async (context) => {
    if (!recorded) return context.skip(NO_SHARED_DATA)
    const expected = await readExpected(recorded)
    await using server = await startTarget()
    const { report, printed } = await run(recorded, server)
    expect(printed).toContain('64,000 customers sent')
    expect(printed).not.toMatch(/'NO'|none/)
    const arms = { 'held-out': expected?.arms.control, mens: expected?.arms.mens, womens: expected?.arms.womens }
    expect(report.arms.map((one) => one.arm)).toEqual(['mens', 'womens', 'held-out'])
    for (const [name, known] of Object.entries(arms)) {
      const arm = report.arms.find((one) => one.arm === name)
      expect(arm).toMatchObject({
        accounts: known?.n,
        engaged: known?.visits,
        converted: known?.conversions,
        expansionMrr: known?.spend_sum,
      })
      expect(arm?.rate).toBeCloseTo(known?.conversion_rate ?? 0, 9)
    }
    for (const { arm, metric, absolute, sequence } of report.lift) {
      const known = expected?.comparisons_vs_control[arm as 'any']
      const figures = { conversion: known?.conversion.abs, people: undefined, engagement: known?.visit.abs, money: known?.spend.abs }[
        metric
      ]
      const ends = figures && ('ci95_newcomb' in figures ? figures.ci95_newcomb : figures.ci95_welch)
      expect(absolute.estimate, arm).toBeCloseTo(figures?.est ?? 9, 9)
      expect(absolute.low, arm).toBeCloseTo(ends?.[0] ?? 9, 6)
      expect(absolute.high, arm).toBeCloseTo(ends?.[1] ?? 9, 6)
      expect(sequence.low, arm).toBeCloseTo(figures?.seq_ci95_N5000[0] ?? 9, 6)
      expect(sequence.p, arm).toBeCloseTo(figures?.seq_p ?? 9, 9)
    }
    // What the customers spent the year before explains next to nothing of what they spent then, and the report says so.
    const past = report.lift.filter(({ arm, metric }) => metric === 'money' && arm !== 'any')
    expect(past.map(({ arm, adjusted }) => [arm, adjusted?.used, adjusted?.gain.toFixed(9)])).toEqual(
      (['mens', 'womens'] as const).map((arm) => {
        const left = expected?.cuped_spend_by_history[arm].variance_ratio_vs_unadjusted ?? 0
        return [arm, false, (1 - left).toFixed(9)]
      }),
    )
    expect(report.lift.map(({ arm, metric, verdict }) => [arm, metric, verdict])).toEqual(
      ['mens', 'womens', 'any'].flatMap((arm) => ['conversion', 'engagement', 'money'].map((metric) => [arm, metric, 'more'])),
    )
    expect(report.lift.every((one) => one.enough)).toBe(true)
    expect(report.srm.p).toBeCloseTo(expected?.srm.p ?? 9, 9)
    expect(report.currency).toBe('USD')
  })

  it('changes nothing when it is sent again', async () => {
    await using server = await startTarget()
    const rows = ['1,10,Mens E-Mail,1,1,29.99', '2,20,No E-Mail,1,0,0', '3,30,Womens E-Mail,0,0,0', '4,40,No E-Mail,0,1,5']
    await withFile(rows, async (file) => {
      const { report: first } = await run(file, server)
      const { report: second, printed } = await run(file, server)
      expect(printed).toContain('no expected.json')
      expect(second.arms).toEqual(first.arms)
      expect(
        first.arms.map(({ arm, accounts, engaged, converted, expansionMrr }) => [arm, accounts, engaged, converted, expansionMrr]),
      ).toEqual([
        ['mens', 1, 1, 1, 29.99],
        ['womens', 1, 0, 0, 0],
        ['held-out', 2, 1, 1, 5],
      ])
    })
  })

  it('says which row and column of the file is wrong', async () => {
    await using server = await startTarget()
    await withFile(['1,10,No E-Mail,1,0,0', '2,20,No E-Mail,yes,0,0'], async (file) => {
      await expect(run(file, server)).rejects.toThrow(/row 2, column visit/)
    })
    await expect(run('/nowhere/hillstrom.csv', server)).rejects.toThrow('There is no file')
  })

  it('says what is wrong with the server or its key', async () => {
    await using server = await startTarget()
    await withFile(['1,10,No E-Mail,1,0,0'], async (file) => {
      await expect(run(file, { url: server.url, key: 'sk_wrong' })).rejects.toThrow(/answered 401: this key is not known/)
      await expect(run(file, { url: 'http://127.0.0.1:1' })).rejects.toThrow('http://127.0.0.1:1 does not answer.')
    })
  })
})
