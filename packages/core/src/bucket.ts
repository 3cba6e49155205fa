import type { DecidableCampaign } from './compile.ts'

/** FNV-1a, 32 bit, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/**
 * A stable number in [0, 1) for a value and a seed. Version 2 is unbiased; version 1 is kept for namespaces.
 * Any other version gives null. Source: the hash of GrowthBook's SDKs, checked by their public cases.
 */
export function hash(seed: string, value: string, version: number): number | null {
  if (version === 2) return bucketOf(seed, value)
  if (version === 1) return oldBucketOf(seed, value)
  return null
}

/** The bucket of a value by version 2. */
export function bucketOf(seed: string, value: string): number {
  return (fnv1a(`${fnv1a(seed + value)}`) % 10_000) / 10_000
}

function oldBucketOf(seed: string, value: string): number {
  return (fnv1a(value + seed) % 1000) / 1000
}

/** A half-open range of buckets. */
export type BucketRange = readonly [from: number, to: number]

/** `n` equal weights that sum to about 1; none for `n` below 1. */
export function equalWeights(n: number): number[] {
  return n < 1 ? [] : Array.from({ length: n }, () => 1 / n)
}

/**
 * One range a variation: variation i owns the first `coverage` of its share, so that changing the coverage never moves anyone
 * from one variation to another. Weights that do not fit fall back to equal ones; coverage is clamped to 0..1.
 */
export function bucketRanges(n: number, coverage: number, weights?: readonly number[] | null): BucketRange[] {
  const covered = Math.min(1, Math.max(0, coverage))
  const total = weights?.reduce((sum, one) => sum + one, 0) ?? 0
  const shares = weights?.length === n && total >= 0.99 && total <= 1.01 ? weights : equalWeights(n)
  let from = 0
  return shares.map((share) => {
    const start = from
    from += share
    return [start, start + covered * share] as const
  })
}

/** The index of the range that holds `bucket`, or -1. */
export function chooseVariation(bucket: number, ranges: readonly BucketRange[]): number {
  return ranges.findIndex(([from, to]) => bucket >= from && bucket < to)
}

/** True when `id` falls into the namespace's part `[name, from, to)`: mutual exclusion without coordination. */
export function inNamespace(id: string, [name, from, to]: readonly [string, number, number]): boolean {
  const bucket = oldBucketOf(`__${name}`, id)
  return bucket >= from && bucket < to
}

/** The arm of accounts that see nothing. */
export const HELD_OUT = 'held-out'
/** The arm of a campaign without variants. */
export const TREATED = 'treated'

/** Share of accounts that see nothing: held out by the workspace, by the campaign, or by both; the two are drawn apart. */
export function heldOutShare(workspace: number, campaign = 0): number {
  return 1 - (1 - workspace) * (1 - campaign)
}

/** True when the account is held out, by the workspace (share of all accounts) or by the campaign itself; separate salts. */
export function isHeldOut({ id, seed = id, holdout }: DecidableCampaign, account: string, workspaceShare: number): boolean {
  return below(`holdout:workspace`, account, workspaceShare) || below(`holdout:${seed}`, account, holdout.share)
}

function below(seed: string, account: string, share: number): boolean {
  return share > 0 && bucketOf(seed, account) < share
}

/** The variant of an account by stable hash; `treated` where the campaign has none. */
export function chooseVariant({ id, seed = id, variants = [] }: DecidableCampaign, account: string): string {
  if (variants.length === 0) return TREATED
  const total = variants.reduce((sum, one) => sum + one.weight, 0)
  const bucket = bucketOf(`variant:${seed}`, account)
  let end = 0
  // The last range can end a rounding error below 1.
  return (variants.find(({ weight }) => bucket < (end += weight / total)) ?? variants.at(-1))?.id ?? TREATED
}

/** The arm of an account: `held-out`, a variant's id, or `treated`. */
export function assignArm(campaign: DecidableCampaign, account: string, settings: { readonly holdout: number }): string {
  return isHeldOut(campaign, account, settings.holdout) ? HELD_OUT : chooseVariant(campaign, account)
}
