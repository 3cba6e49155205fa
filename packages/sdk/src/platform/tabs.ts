import type { WireEvent } from '@espalier/core'
import type { Clock } from './clock.ts'
import { quietly } from './quiet.ts'

/** The other tabs of this browser. */
export interface Tabs {
  tell(event: WireEvent): void
  close(): void
}

/**
 * Tells the other tabs what is recorded here, and hears them from the end of the first task on: a page waits at its beginning only for what
 * it needs there. Where the browser has no channels, each tab is alone.
 */
export function createTabs(name: string, clock: Clock, hear: (event: WireEvent) => void): Tabs {
  let channel: BroadcastChannel | undefined
  let news: WireEvent[] | undefined = []
  // A message costs as much as all else that a call of `track` does, so those of one task travel in one.
  const send = (): void => quietly(() => channel?.postMessage(news?.splice(0)))
  const stop = clock.after(0, () => {
    channel = quietly(() => new BroadcastChannel(name))
    if (channel) channel.onmessage = ({ data }: MessageEvent<WireEvent[]>) => quietly(() => data.forEach(hear))
    else news = undefined
    if (news?.length) send()
  })
  return {
    tell: (event) => {
      if (news?.push(event) === 1) queueMicrotask(send)
    },
    close: () => {
      stop()
      channel?.close()
    },
  }
}
