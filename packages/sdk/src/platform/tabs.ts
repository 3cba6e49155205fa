import type { WireEvent } from '@espalier/core'
import { quietly } from './quiet.ts'

/** The other tabs of this browser. */
export interface Tabs {
  tell(event: WireEvent): void
  close(): void
}

/** Tells the other tabs what is recorded here, and hears them. Where the browser has no channels, each tab is alone. */
export function createTabs(name: string, hear: (event: WireEvent) => void): Tabs {
  const channel = quietly(() => new BroadcastChannel(name))
  const news: WireEvent[] = []
  // A message costs as much as all else that a call of `track` does, so those of one task travel in one.
  const send = (): void => quietly(() => channel?.postMessage(news.splice(0)))
  if (channel) channel.onmessage = ({ data }: MessageEvent<WireEvent[]>) => quietly(() => data.forEach(hear))
  return {
    tell: (event) => {
      if (news.push(event) < 2) queueMicrotask(send)
    },
    close: () => channel?.close(),
  }
}
