import { median } from '../measure.ts'
import { figure, table } from '../table.ts'
import { type Contestant, CORE, EMPTY, OURS, WIDGET } from './contestants.ts'
import type { Counts } from './once.ts'
import type { Sample } from './visit.ts'

/** What came out: samples in the order of their rounds, the same round at the same place for everybody. */
export interface Outcome extends Counts {
  contestant: Contestant
  samples: Sample[]
}

type Value = (sample: Sample) => number | undefined

const boot: Value = ({ evaluate, ready }) => evaluate + ready

/** Medians of everybody, ratios to the floors round by round, and what was to be reached. */
export function guestTables(outcomes: readonly Outcome[]): string {
  const of = (name: string): Outcome => {
    const found = outcomes.find(({ contestant }) => contestant.name === name)
    if (!found) throw new Error(`${name} was not measured`)
    return found
  }
  const [core, widget, ours] = [of(CORE), of(WIDGET), of(OURS)]
  const names = (value: (one: Outcome) => (number | string | undefined)[]): string[][] =>
    outcomes
      .filter((one) => value(one).some((cell) => cell !== undefined))
      .map((one) => [one.contestant.name, ...value(one).map((cell) => (typeof cell === 'number' ? figure(round(cell)) : (cell ?? '')))])
  const times = (one: Outcome, floor: Outcome, value: Value): string | undefined => {
    const ratio = ratioOf(one, floor, value)
    return ratio === undefined ? undefined : `${figure(ratio)}x`
  }

  const boots = table(
    [
      'returning visitor',
      'evaluate, ms',
      'init to ready, ms',
      'both',
      'to the core floor',
      'main thread, ms',
      'blocked, ms',
      'layout shift',
    ],
    names((one) => [
      middle(one, ({ evaluate }) => evaluate),
      middle(one, ({ ready }) => ready),
      middle(one, boot),
      times(one, core, boot),
      middle(one, ({ busy }) => busy),
      middle(one, ({ blocked }) => blocked),
      middle(one, ({ shift }) => shift),
    ]),
  )
  const tracks = table(
    ['track()', 'µs', 'to the core floor', 'µs, an event that 3 rules read', 'requests for 101'],
    names((one) =>
      one.contestant.track === undefined
        ? [undefined]
        : [middle(one, ({ track }) => track), times(one, core, ({ track }) => track), middle(one, ({ counted }) => counted), one.requests],
    ),
  )
  const shows = table(
    ['the question', 'trigger to visible, ms', 'to the preact floor', 'blocked, ms', 'scripts until seen, gzip bytes'],
    names((one) => [
      middle(one, ({ visible }) => visible),
      times(one, widget, ({ visible }) => visible),
      middle(one, ({ showBlocked }) => showBlocked),
      one.bytes?.toLocaleString('en'),
    ]),
  )
  const over = (heap: number | undefined): number | undefined => heap && heap - of(EMPTY).heap
  const heaps = table(
    ['heap over an empty page, with the question shown', 'KiB', 'KiB, with no other campaign'],
    names((one) => (one.contestant.name === EMPTY ? [undefined] : [over(one.heap), over(one.heapAlone)])),
  )
  const held = (name: string, most: string, one: Outcome, floor: Outcome, value: Value): string[] => {
    const [upper, lower] = [least(one, value), least(floor, value)]
    return [name, most, times(one, floor, value) ?? '', `${figure(upper / lower)}x`]
  }
  const shown = (name: string, most: string, value: Value): string[] => [
    name,
    most,
    figure(round(middle(ours, value) ?? Number.NaN)),
    figure(round(least(ours, value))),
  ]
  const goals = table(
    ['goal', 'at most', 'is', 'by the least of all runs'],
    [
      held('evaluate and init to ready, to the core floor', '2x', ours, core, boot),
      shown('blocked at the beginning, ms', '0', ({ blocked }) => blocked),
      shown('layout shift', '0', ({ shift }) => shift),
      held('track(), to the core floor', '2x', ours, core, ({ track }) => track),
      shown('track(), µs', '100', ({ track }) => track),
      ['heap with the question alone, KiB', '350', figure(over(ours.heapAlone) ?? Number.NaN), ''],
      held('trigger to visible, to the preact floor', '2x', ours, widget, ({ visible }) => visible),
      ['requests for 101 track()', '3', figure(ours.requests ?? Number.NaN), ''],
      ['scripts until the question is seen, gzip bytes', '18,000', (ours.bytes ?? Number.NaN).toLocaleString('en'), ''],
    ],
  )
  return [boots, tracks, shows, heaps, goals].join('\n\n')
}

function middle({ samples }: Outcome, value: Value): number | undefined {
  const values = samples.map(value).filter((one) => one !== undefined)
  return values.length === 0 ? undefined : median(values)
}

/** What a busy machine has disturbed least; NaN where nothing was measured. */
function least({ samples }: Outcome, value: Value): number {
  return Math.min(...samples.map((sample) => value(sample) ?? Number.NaN))
}

function ratioOf(one: Outcome, floor: Outcome, value: Value): number | undefined {
  const ratios = one.samples.flatMap((sample, index) => {
    const [upper, lower] = [value(sample), floor.samples[index] && value(floor.samples[index])]
    return upper === undefined || lower === undefined ? [] : [upper / lower]
  })
  return ratios.length === 0 ? undefined : median(ratios)
}

/** What a browser's clock cannot tell from nothing is nothing. */
function round(value: number): number {
  return Math.abs(value) < 0.0005 ? 0 : value
}
