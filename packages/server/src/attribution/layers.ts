import type { Movement } from '../store/billing.ts'

/** Causes of a churn that somebody chose; a payment that fails, or a pause, can be over by itself. */
const CANCELLED: ReadonlySet<string> = new Set(['end', 'free'])

/** What became of one piece of growth. Amounts are minor units a month. */
export interface Layer {
  movement: Movement
  /** What was taken away from it, oldest first; a negative amount is what came back. */
  losses: { at: number; amount: number; event: string }[]
  left: number
}

/**
 * An account's revenue as layers, each a movement that added to it. What is lost is taken from the newest layer first; what comes back
 * without having been bought anew (a payment that succeeds after all, a price that rises) fills the oldest gap first. So no yen is
 * counted as kept twice, however often it went and came. Who cancels and comes back has bought anew: of what was before, nothing is there.
 * @param movements of one account in one currency, in any order
 * @param isBought true for growth that is a layer of its own even where older ones have gaps
 */
export function layersOf(movements: readonly Movement[], isBought: (movement: Movement) => boolean): Layer[] {
  const layers: Layer[] = []
  // What stood before the first movement: its size is not known, only how much of it is missing.
  let missing = 0
  // Layers before this one are closed: the account has cancelled since.
  let open = 0
  let hasCancelled = false
  for (const movement of inTime(movements)) {
    const { at, event } = movement
    let rest = Math.abs(movement.amount)
    const take = (layer: Layer, amount: number) => {
      layer.losses.push({ at, amount, event })
      layer.left -= amount
      rest -= Math.abs(amount)
    }
    if (movement.amount < 0) {
      for (const layer of layers.toReversed()) if (layer.left > 0 && rest > 0) take(layer, Math.min(layer.left, rest))
      missing += rest
      hasCancelled = movement.kind === 'churn' && CANCELLED.has(movement.cause)
      continue
    }
    if (hasCancelled) {
      open = layers.length
      missing = 0
      hasCancelled = false
    } else if (!isBought(movement)) {
      const back = Math.min(missing, rest)
      missing -= back
      rest -= back
      for (const layer of layers.slice(open)) {
        const gap = layer.movement.amount - layer.left
        if (gap > 0 && rest > 0) take(layer, -Math.min(gap, rest))
      }
    }
    if (rest > 0) layers.push({ movement: { ...movement, amount: rest }, losses: [], left: rest })
  }
  return layers
}

/** What is left of a layer at a time. */
export function leftAt({ movement, losses }: Pick<Layer, 'movement' | 'losses'>, at: number): number {
  return losses.reduce((left, loss) => (loss.at <= at ? left - loss.amount : left), movement.amount)
}

/** By time, then by id: an order that does not depend on arrival. */
export function inTime<T extends { at: number; id: string }>(all: readonly T[]): T[] {
  return all.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
}
