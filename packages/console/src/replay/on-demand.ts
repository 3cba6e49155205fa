import { useCallback, useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'

/** An answer that is asked for by hand, about a draft that may change meanwhile. */
export interface OnDemand<T> {
  answer: T | undefined
  error: ApiError | undefined
  busy: boolean
  /** What was asked about is not what stands there now. */
  stale: boolean
  ask: () => void
}

/** Asks `load` when told to. `key` stands for what is asked about. */
export function useOnDemand<T>(key: string, load: () => Promise<T>): OnDemand<T> {
  const [state, setState] = useState<{ key: string; answer?: T; error?: ApiError }>()
  const [busy, setBusy] = useState(false)
  const ask = useCallback(async () => {
    setBusy(true)
    try {
      setState({ key, answer: await load() })
    } catch (error) {
      setState({ key, error: error as ApiError })
    } finally {
      setBusy(false)
    }
  }, [key])
  return {
    answer: state?.answer,
    error: state?.error,
    busy,
    stale: state !== undefined && state.key !== key,
    ask: () => void ask(),
  }
}
