import type { Storage } from './platform/storage.ts'

/** What was already recorded in this visit of this tab, so that it is recorded once. */
export interface Visit {
  /** The id of the decision about `campaign`, made by `create` the first time. */
  decision(campaign: string, create: () => string): string
  /** True the first time that it is asked for `name`. */
  first(name: string): boolean
  forget(): void
}

const NAME = 'visit'

/** Remembers in `storage` (of the tab). */
export function createVisit(storage: Storage): Visit {
  let marks = storage.read<Record<string, string>>(NAME) ?? {}
  const mark = (name: string, value: string): void => {
    marks[name] = value
    storage.write(NAME, marks)
  }
  return {
    decision: (campaign, create) => {
      const known = marks[campaign]
      if (known) return known
      const id = create()
      mark(campaign, id)
      return id
    },
    first: (name) => {
      if (marks[name]) return false
      mark(name, '1')
      return true
    },
    forget: () => {
      marks = {}
      storage.write(NAME, undefined)
    },
  }
}
