import { useCallback, useEffect, useState } from 'preact/hooks'
import { ApiError } from '../api.ts'

/** Something that comes from the server. */
export interface Resource<T> {
  data: T | undefined
  error: ApiError | undefined
  /** Asks again; what was there stays until the answer comes, and where none comes. */
  reload: () => void
  /** Only of what stays: whether `data` still answers the question before this one. */
  late?: boolean
}

/**
 * Loads with `load` whenever `key` changes. A late answer to an old key is dropped. `stay`: what was there stays until the answer comes, so
 * that whoever chooses again keeps the place and the focus.
 */
export function useResource<T>(key: string, load: () => Promise<T>, { stay = false }: { stay?: boolean } = {}): Resource<T> {
  const [state, setState] = useState<{ key: string; data?: T | undefined; error?: ApiError }>({ key })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let current = true
    load().then(
      (data) => current && setState({ key, data }),
      (reason: unknown) => {
        if (!current) return
        const error = reason instanceof ApiError ? reason : new ApiError(0, 'unknown', String(reason))
        setState((before) => ({ key, data: before.key === key ? before.data : undefined, error }))
      },
    )
    return () => {
      current = false
    }
  }, [key, round])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  const fresh = state.key === key
  const data = fresh || stay ? state.data : undefined
  return { data, error: fresh ? state.error : undefined, reload, ...(stay && { late: !fresh && data !== undefined }) }
}

/** `first`, as soon as `others` have come as well or have failed: what stands below them then appears once, where it stays. */
export function inOneGo<T>(first: Resource<T>, ...others: readonly Resource<unknown>[]): Resource<T> {
  const waits = others.some(({ data, error }) => data === undefined && !error)
  return waits ? { ...first, data: undefined } : first
}
