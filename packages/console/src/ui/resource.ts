import { useCallback, useEffect, useState } from 'preact/hooks'
import { ApiError } from '../api.ts'

/** Something that comes from the server. */
export interface Resource<T> {
  data: T | undefined
  error: ApiError | undefined
  /** Asks again; what was there stays until the answer comes. */
  reload: () => void
}

/** Loads with `load` whenever `key` changes. A late answer to an old key is dropped. */
export function useResource<T>(key: string, load: () => Promise<T>): Resource<T> {
  const [state, setState] = useState<{ key: string; data?: T; error?: ApiError }>({ key })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let current = true
    load().then(
      (data) => current && setState({ key, data }),
      (error: unknown) =>
        current && setState({ key, error: error instanceof ApiError ? error : new ApiError(0, 'unknown', String(error)) }),
    )
    return () => {
      current = false
    }
  }, [key, round])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  const fresh = state.key === key
  return { data: fresh ? state.data : undefined, error: fresh ? state.error : undefined, reload }
}
