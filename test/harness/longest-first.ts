import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, most of it waiting; begun last, one of them would be waited for alone. */
const LONGEST = [
  'journeys/examples/',
  'delivery/sessions',
  'journeys/law/',
  'package/packed',
  'console/screens',
  'widgets/accessibility',
  'delivery/day-offline',
  'guest/hosts',
  'store/store.case',
  'src/main.test',
  'replay/replay.test',
]

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONGEST.findIndex((one) => moduleId.includes(one))
  return rank < 0 ? LONGEST.length : rank
}

/** Begins with the files that are known to take longest, then in Vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other))
  }
}
