import type { Store } from '../store/store.ts'

/** Thrown to take a transaction back that has told what it did. */
class TakenBack<T> extends Error {
  readonly answer: T
  constructor(answer: T) {
    super('taken back')
    this.answer = answer
  }
}

/** Runs `work` in a transaction and gives its answer; where that is not to be kept, nothing of the transaction is. */
export async function keepIf<T>(store: Store, isKept: (answer: T) => boolean, work: (inner: Store) => Promise<T>): Promise<T> {
  try {
    return await store.transaction(async (inner) => {
      const answer = await work(inner)
      if (!isKept(answer)) throw new TakenBack(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof TakenBack) return (error as TakenBack<T>).answer
    throw error
  }
}
