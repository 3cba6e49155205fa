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
  if (channel) channel.onmessage = ({ data }: MessageEvent<WireEvent>) => quietly(() => hear(data))
  return {
    tell: (event) => quietly(() => channel?.postMessage(event)),
    close: () => channel?.close(),
  }
}
