import type { CampaignInput } from '@espalier/core/schema'
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { FieldIssue } from '../api.ts'
import { locale } from '../locale.ts'
import { checkCampaign, type Check } from './check.ts'
import { describeMessage, describeProblem } from './problem.ts'

/** The fields of something that is edited. They are dotted paths such as `widget.content.en.title`. */
export interface Fields {
  read(path: string): unknown
  /** Undefined takes the field away; containers on the way are made. */
  set(path: string, value: unknown): void
  /** What is wrong with a field, in the reader's language. */
  errorOf(path: string): string | undefined
  /** The wrong fields below `path`, with their messages. */
  errorsUnder(path: string): { path: string; message: string }[]
}

/** A campaign, or what else is checked by a schema, while it is edited. */
export interface Draft<T = CampaignInput> extends Fields {
  value: ReadonlySignal<T>
  /** Differs from what is saved. */
  dirty: ReadonlySignal<boolean>
  /** Something would be lost with the page: a change, or a text that cannot be read yet. */
  unkept: ReadonlySignal<boolean>
  /** Nothing is wrong with it. */
  valid: ReadonlySignal<boolean>
  /** Whether what is typed can be read at all; while it cannot, the draft is not valid. */
  setReadable(readable: boolean): void
  /** How many fields are wrong. */
  problems: ReadonlySignal<number>
  /** Takes the server's complaints in; each goes when its field changes. */
  complain(issues: readonly FieldIssue[]): void
  /** This is what is saved now. What was written since `sent` went out stays. */
  saved(value: T, sent?: T): void
  /** `kept` is what is saved now, by somebody else, and `value` what is edited on. */
  moveOnto(kept: T, value: T): void
}

/** Shares that are edited as percentages, so their bounds are told as such. */
const PERCENTAGES: readonly string[] = ['holdout', 'holdout.share', 'namespace.from', 'namespace.until', 'surveySampling', 'trigger.ratio']

type Tree = { [key: string]: unknown }

/** Starts to edit `initial`, a campaign where `check` does not say otherwise. */
export function createDraft<T = CampaignInput>(initial: T, check: Check = checkCampaign): Draft<T> {
  const value = signal<T>(initial)
  const readable = signal(true)
  const kept = signal(JSON.stringify(initial))
  const server = signal<ReadonlyMap<string, string>>(new Map())
  const wrong = computed(() => check(value.value))
  const messages = computed(() => {
    const all = new Map([...server.value].map(([field, message]) => [field, describeMessage(message, locale.value)]))
    for (const [field, problem] of wrong.value) {
      const { limit } = problem
      const shown = limit !== undefined && PERCENTAGES.includes(field) ? { ...problem, limit: limit * 100 } : problem
      all.set(field, describeProblem(shown, locale.value))
    }
    return all
  })
  const dirty = computed(() => JSON.stringify(value.value) !== kept.value)
  return {
    value,
    dirty,
    unkept: computed(() => dirty.value || !readable.value),
    valid: computed(() => readable.value && wrong.value.size === 0),
    setReadable: (next) => {
      readable.value = next
    },
    problems: computed(() => messages.value.size),
    read: (path) => path.split('.').reduce<unknown>((at, key) => (isTree(at) ? at[key] : undefined), value.value),
    set(path, next) {
      value.value = put(value.value, path.split('.'), next) as T
      if (server.value.size > 0) server.value = new Map([...server.value].filter(([field]) => !field.startsWith(path)))
    },
    errorOf: (path) => messages.value.get(path),
    errorsUnder: (path) =>
      [...messages.value].flatMap(([field, message]) => (field === path || field.startsWith(`${path}.`) ? [{ path: field, message }] : [])),
    complain(issues) {
      server.value = new Map(issues.map(({ field, message }) => [field.replaceAll(/\[(\d+)\]/g, '.$1'), message]))
    },
    saved(next, sent = value.value) {
      kept.value = JSON.stringify(next)
      if (value.value === sent) value.value = next
      server.value = new Map()
    },
    moveOnto(saved, next) {
      kept.value = JSON.stringify(saved)
      value.value = next
      server.value = new Map()
    },
  }
}

function put(tree: unknown, [key = '', ...rest]: string[], next: unknown): unknown {
  const copy: Tree | unknown[] = Array.isArray(tree) ? [...(tree as unknown[])] : { ...(isTree(tree) ? tree : {}) }
  const at = copy as Tree
  const inner = rest.length > 0 ? put(at[key], rest, next) : next
  if (inner === undefined) delete at[key]
  else at[key] = inner
  return copy
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null
}
