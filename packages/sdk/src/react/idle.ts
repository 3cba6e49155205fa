import { NOT_LOADED } from '../reading.ts'
import type { Client } from '../verbs.ts'

const nothing = (): void => {}

/** Stands where no provider is, so that a component that is drawn alone neither fails nor locks anything. */
export const IDLE: Client = {
  identify: nothing,
  group: nothing,
  track: nothing,
  page: nothing,
  setUsage: nothing,
  check: () => NOT_LOADED,
  on: () => nothing,
  explain: async () => [],
  debug: async () => false,
  flush: async () => {},
  reset: nothing,
  shutdown: nothing,
  consent: nothing,
  show: async () => false,
}
