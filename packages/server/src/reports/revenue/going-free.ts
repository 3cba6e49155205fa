import type { Movement } from '../../store/billing.ts'

/**
 * Movements as they count where going from paid to free is not leaving: paying nothing any more while a subscription goes on is a
 * contraction, and paying again after that an expansion.
 * @param movements all from the first on, oldest first
 */
export function stayingFree(movements: readonly Movement[]): Movement[] {
  const free = new Set<string>()
  return movements.map((one) => {
    const key = JSON.stringify([one.account, one.currency])
    if (one.kind === 'churn' && one.cause === 'free') {
      free.add(key)
      return { ...one, kind: 'contraction' }
    }
    const wasFree = free.delete(key)
    return wasFree && one.kind === 'reactivation' ? { ...one, kind: 'expansion' } : one
  })
}
