import type { ChangedMeanwhile } from '@espalier/core/schema'
import { ApiError, requestEdition } from '../api.ts'

/** Something that is saved as a whole, as it was read. */
export interface Opened<T> {
  value: T
  /** What the server calls this content. */
  edition: string
}

/** Nothing was saved: somebody else had saved after it was opened. */
export class Meanwhile<T> extends ApiError {
  /** Who changed what. */
  readonly change: ChangedMeanwhile
  /** How it stands now. */
  readonly now: Opened<T>

  constructor({ status, code, message, facts }: ApiError, now: Opened<T>) {
    super(status, code, message)
    const { authors = [], at, differences = [], more = 0 } = facts
    this.change = { authors, ...(at !== undefined && { at }), differences, more }
    this.now = now
  }
}

/** Reads what `path` keeps, so that it can be changed. */
export function open<T>(path: string): Promise<Opened<T>> {
  return requestEdition<T>('GET', path)
}

/** Replaces what was opened. Throws `Meanwhile` when somebody else has saved since. */
export async function replace<T>(path: string, value: unknown, edition: string): Promise<Opened<T>> {
  try {
    return await requestEdition<T>('PUT', path, value, edition)
  } catch (reason) {
    if (reason instanceof ApiError && reason.code === 'changed-meanwhile') throw new Meanwhile<T>(reason, await open<T>(path))
    throw reason
  }
}
