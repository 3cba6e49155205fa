import { describe, expect, it } from 'vitest'
import { NO_SHARED_DATA, sharedJson } from '../../../test/harness/shared-data.ts'
import { type BucketRange, bucketRanges, chooseVariation, equalWeights, hash, inNamespace } from './bucket.ts'
import { compileCondition, type Groups } from './condition.ts'
import type { Condition } from './condition.ts'

interface Cases {
  evalCondition: [name: string, condition: Condition, attributes: object, expected: boolean, groups?: Groups][]
  hash: [seed: string, value: string, version: number, expected: number | null][]
  getBucketRange: [name: string, args: [n: number, coverage: number, weights: number[] | null], expected: BucketRange[]][]
  chooseVariation: [name: string, bucket: number, ranges: BucketRange[], expected: number][]
  getEqualWeights: [n: number, expected: number[]][]
  inNamespace: [name: string, id: string, namespace: [string, number, number], expected: boolean][]
}

const cases = sharedJson<Cases>('growthbook-sdk/cases.json')
const round = (n: number): number => Math.floor(n * 1e8) / 1e8

describe("GrowthBook's public SDK cases", () => {
  const section = <T>(name: string, all: T[] | undefined, count: number, check: (one: T) => void): void => {
    it(`${name}: all ${count} pass`, (context) => {
      if (!all) return context.skip(NO_SHARED_DATA)
      expect(all).toHaveLength(count)
      for (const one of all) check(one)
    })
  }

  section('evalCondition', cases?.evalCondition, 248, ([name, condition, attributes, expected, groups]) => {
    expect(compileCondition(condition, groups)(attributes), name).toBe(expected)
  })
  section('hash', cases?.hash, 15, ([seed, value, version, expected]) => {
    expect(hash(seed, value, version)).toBe(expected)
  })
  section('getBucketRange', cases?.getBucketRange, 13, ([name, [n, coverage, weights], expected]) => {
    expect(
      bucketRanges(n, coverage, weights).map(([from, to]) => [round(from), round(to)]),
      name,
    ).toEqual(expected.map(([from, to]) => [round(from), round(to)]))
  })
  section('chooseVariation', cases?.chooseVariation, 13, ([name, bucket, ranges, expected]) => {
    expect(chooseVariation(bucket, ranges), name).toBe(expected)
  })
  section('getEqualWeights', cases?.getEqualWeights, 6, ([n, expected]) => {
    expect(equalWeights(n).map(round)).toEqual(expected.map(round))
  })
  section('inNamespace', cases?.inNamespace, 16, ([name, id, namespace, expected]) => {
    expect(inNamespace(id, namespace), name).toBe(expected)
  })
})
