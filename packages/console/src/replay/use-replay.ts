import type { CampaignInput } from '@espalier/core/schema'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { cancelReplay, listReplays, readReplay, startReplay, type Replay } from './wire.ts'

const EVERY = 500

/** Whether something may still come of a replay. */
export function isUnderWay({ status }: Replay): boolean {
  return status === 'running'
}

/** The replays of one campaign: the one that is looked at, followed while it runs, and earlier ones. */
export interface Replays {
  current: Replay | undefined
  earlier: Replay[]
  error: ApiError | undefined
  start: (campaign: CampaignInput, days: number) => void
  cancel: () => void
  open: (id: string) => void
}

/** Follows the replays of `campaign` on the server. Leaving the screen does not stop them. */
export function useReplay(campaign: string): Replays {
  const [current, setCurrent] = useState<Replay>()
  const [earlier, setEarlier] = useState<Replay[]>([])
  const [error, setError] = useState<ApiError>()

  const attempt = useCallback(async (work: () => Promise<Replay>) => {
    setError(undefined)
    try {
      setCurrent(await work())
    } catch (reason) {
      setError(reason as ApiError)
    }
  }, [])

  const status = current?.status
  useEffect(() => {
    let on = true
    listReplays(campaign).then(
      (all) => {
        if (!on) return
        setEarlier(all)
        // Whoever left while a replay ran finds it again.
        const running = all.find(isUnderWay)
        if (running) setCurrent((before) => before ?? running)
      },
      // A list that does not come takes nothing away from the replay itself.
      () => undefined,
    )
    return () => {
      on = false
    }
  }, [campaign, status])

  useEffect(() => {
    if (!current || !isUnderWay(current)) return
    let on = true
    const look = async () => {
      try {
        const next = await readReplay(current.id)
        if (!on) return
        setCurrent(next)
        setError(undefined)
      } catch (reason) {
        if (!on) return
        const failure = reason as ApiError
        // A server that is away for a moment is asked again; one that does not know the replay is not.
        if (failure.status === 0 || failure.status >= 500) setCurrent({ ...current })
        else setCurrent(undefined)
        setError(failure)
      }
    }
    const timer = setTimeout(() => void look(), EVERY)
    return () => {
      on = false
      clearTimeout(timer)
    }
  }, [current])

  return {
    current,
    earlier,
    error,
    start: (draft, days) => void attempt(() => startReplay(draft, days)),
    cancel: () =>
      current &&
      void attempt(async () => {
        await cancelReplay(current.id)
        return readReplay(current.id)
      }),
    open: (id) => void attempt(() => readReplay(id)),
  }
}
