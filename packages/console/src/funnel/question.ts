import type { FunnelQuestion } from '@espalier/core/schema'
import { address } from '../address.ts'

/** An event, and what its properties have to be. */
export type Step = FunnelQuestion['steps'][number]

export const PERIODS = ['7', '30', '90'] as const
export const WINDOWS = ['1', '7', '14', '30'] as const
export const FEWEST = 2
export const MOST = 10

/** Which funnel is asked for. */
export interface Question {
  steps: Step[]
  by: FunnelQuestion['by']
  /** In how many days before now the first step happens. */
  days: (typeof PERIODS)[number]
  /** In how many days after the first step the others count. */
  windowDays: (typeof WINDOWS)[number]
}

/** Reads the question from an address's query; what makes no sense there counts as not said. */
export function questionOf(query: Readonly<Record<string, string | undefined>>): Question {
  return {
    steps: stepsOf(query['steps']),
    by: query['by'] === 'user' ? 'user' : 'account',
    days: PERIODS.find((one) => one === query['days']) ?? '30',
    windowDays: WINDOWS.find((one) => one === query['window']) ?? '14',
  }
}

/** The address of the screen with this question asked. */
export function funnelHref(question: Question): string {
  return address('/console/features/funnel', queryOf(question))
}

function queryOf({ steps, by, days, windowDays }: Question) {
  return {
    steps: steps.length > 0 ? JSON.stringify(steps) : undefined,
    by: by === 'user' ? by : undefined,
    days: days === '30' ? undefined : days,
    window: windowDays === '14' ? undefined : windowDays,
  }
}

/** Which rows behind a number of an answer are asked for. */
export interface RowsQuestion extends Question {
  /** From 1 on. */
  step: number
  which: 'reached' | 'stopped'
  /** The moment of the answer, ISO 8601, so that the rows are those that were counted. */
  to: string
  offset: number
}

/** Reads it from an address's query; undefined where that names no step of the question. */
export function rowsQuestionOf(query: Readonly<Record<string, string | undefined>>): RowsQuestion | undefined {
  const question = questionOf(query)
  const [step, offset, to] = [Number(query['step']), Number(query['offset'] ?? 0), query['to'] ?? '']
  if (!isWhole(question) || !Number.isInteger(step) || step < 1 || step > question.steps.length || Number.isNaN(Date.parse(to)))
    return undefined
  return {
    ...question,
    step,
    which: query['which'] === 'stopped' ? 'stopped' : 'reached',
    to,
    offset: Number.isInteger(offset) && offset > 0 ? offset : 0,
  }
}

/** The address of the screen with these rows. */
export function rowsHref({ step, which, to, offset, ...question }: RowsQuestion): string {
  return address('/console/features/funnel/rows', {
    ...queryOf(question),
    step: String(step),
    which: which === 'stopped' ? which : undefined,
    to,
    offset: offset > 0 ? String(offset) : undefined,
  })
}

/** True when it can be asked: enough steps, and each of them named. */
export function isWhole({ steps }: Question): boolean {
  return steps.length >= FEWEST && steps.length <= MOST && steps.every(({ event }) => event.trim() !== '')
}

function stepsOf(text: string | undefined): Step[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(read) ? read.filter(isStep).slice(0, MOST) : []
  } catch {
    return []
  }
}

function isStep(value: unknown): value is Step {
  return typeof value === 'object' && value !== null && typeof (value as Step).event === 'string'
}
