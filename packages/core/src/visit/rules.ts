import type { CampaignIndex } from '../affected.ts'
import type { CompiledCampaign } from '../compile.ts'
import type { Moment } from '../decision.ts'
import type { Facts } from '../facts.ts'
import type { Boot, BootCampaign } from '../schema/boot.ts'
import { factsMovedBy } from './changes.ts'
import { readFacts } from './facts.ts'
import type { Person } from './person.ts'
import { type Prepared, prepareCampaigns } from './prepare.ts'
import type { limitOf } from './usage.ts'
import type { View } from './view.ts'

/** Names of events for which it is remembered whom they concern, at most: hosts may make names up as they go. */
const NAMES = 100

/** How a visit reads its campaigns, and what it knows for them. */
export interface Rules {
  prepare(campaigns: readonly BootCampaign[]): Prepared
  /** What is known at `now`, with further `windows` of counters in days. */
  facts(boot: Boot, person: Person, view: View | undefined, now: number, windows: readonly number[]): Facts
  /** The campaigns that an event, which is this moment, can change or fire. */
  concerned(
    index: CampaignIndex,
    boot: Boot,
    event: string,
    properties: Readonly<Record<string, unknown>>,
    moment: Moment,
  ): readonly CompiledCampaign[]
}

/** All rules, for one visit, with a reader of limits that a page has already. */
export function rulesOn(readLimit: typeof limitOf, prepare: Rules['prepare'] = prepareCampaigns): Rules {
  let known: CampaignIndex | undefined
  let answer: Boot | undefined
  const concerns = new Map<string, readonly CompiledCampaign[]>()
  return {
    prepare,
    facts: (...about) => readFacts(readLimit, ...about),
    // They are the same each time, unless the properties of the event make it a custom event.
    concerned: (index, boot, event, properties, moment) => {
      if (known !== index || answer !== boot) concerns.clear()
      known = index
      answer = boot
      const before = concerns.get(event)
      if (before) return before
      const found = index.affectedBy(factsMovedBy(boot, event, properties), moment)
      if (moment.on === 'event' && concerns.size < NAMES && !boot.events.some((one) => one.event === event)) concerns.set(event, found)
      return found
    },
  }
}
