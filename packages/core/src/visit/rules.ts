import type { Facts } from '../facts.ts'
import type { Boot, BootCampaign } from '../schema/boot.ts'
import { factsMovedBy } from './changes.ts'
import { readFacts } from './facts.ts'
import type { Person } from './person.ts'
import { type Prepared, prepareCampaigns } from './prepare.ts'
import type { limitOf } from './usage.ts'
import type { View } from './view.ts'

/** How a visit reads its campaigns, and what it knows for them. */
export interface Rules {
  prepare(campaigns: readonly BootCampaign[]): Prepared
  /** What is known at `now`, with further `windows` of counters in days. */
  facts(boot: Boot, person: Person, view: View | undefined, now: number, windows: readonly number[]): Facts
  /** The facts that an event moves; see `factsMovedBy`. */
  moved: typeof factsMovedBy
}

/** All rules, with a reader of limits that a page has already. */
export function rulesOn(readLimit: typeof limitOf, prepare: Rules['prepare'] = prepareCampaigns): Rules {
  return { prepare, facts: (...known) => readFacts(readLimit, ...known), moved: factsMovedBy }
}
