import { describe, expect, it } from 'vitest'
import { NO_SHARED_DATA, sharedJson } from '../../../../test/harness/shared-data.ts'
import { sampleRatio } from './sample-ratio.ts'

interface Vector {
  id: string
  input: { counts: number[]; weights: number[] }
  recomputed: { p: number }
}

const vectors = sharedJson<{ vectors: Vector[] }>('stats-vectors/vectors.json')?.vectors.filter((one) => one.id.startsWith('srm-'))

describe('the sample ratio', () => {
  it('has the probability that scipy computes for every published case', async (context) => {
    if (!vectors) return context.skip(NO_SHARED_DATA)
    expect(vectors).toHaveLength(7)
    for (const { id, input, recomputed } of vectors) {
      const p = await sampleRatio(input.counts.map((count, index) => ({ count, share: input.weights[index] ?? 0 })))
      expect(Math.abs((p ?? 2) / recomputed.p - 1), id).toBeLessThan(1e-9)
    }
  })

  it('says nothing about one arm, about nobody, or about an arm that expects fewer than five accounts', async () => {
    expect(await sampleRatio([{ count: 100, share: 1 }])).toBeNull()
    expect(await sampleRatio([])).toBeNull()
    expect(await sampleRatio([0.9, 0.1].map((share) => ({ count: 0, share })))).toBeNull()
    expect(
      await sampleRatio([
        { count: 45, share: 0.9 },
        { count: 4, share: 0.1 },
      ]),
    ).toBeNull()
    expect(
      await sampleRatio([
        { count: 45, share: 0.9 },
        { count: 5, share: 0.1 },
      ]),
    ).toBe(1)
  })
})
