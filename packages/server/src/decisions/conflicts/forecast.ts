import { decide, explain, recordImpression, type CompiledCampaign, type DecisionInput, type Reason } from '@espalier/core'
import type { RuleCampaign } from '../rules.ts'

/** One running campaign beside the draft. */
export interface Rival {
  campaign: string
  name: string
  place: string
  priority: number
  sharedAccounts: number
  winner: string
}

/** Takes people one by one and counts by account. */
export interface Forecaster {
  /** `input` is of one person, without a page. */
  add(input: DecisionInput): void
  forecast(): { rivals: Rival[]; lostToBudget: { accounts: number; share: number }; sampled: number }
}

/** What stands between a campaign that is meant for somebody and its place, and passes by itself. */
const PASSING: ReadonlySet<string> = new Set(['budget', 'slot'])

/** Compares the draft with each campaign that wants the same place, or the same attention. */
export function createForecaster(draft: RuleCampaign, running: readonly RuleCampaign[]): Forecaster {
  const own = atAnyMoment(draft.compiled)
  const rivals = running
    .filter(({ id, compiled }) => id !== draft.id && (compiled.place === own.place || (compiled.interruptive && own.interruptive)))
    .map(({ id, definition, compiled }) => ({
      id,
      definition,
      compiled: atAnyMoment(compiled),
      shared: new Set<string>(),
      won: new Set<string>(),
    }))
  const looked = new Set<string>()
  const meant = new Set<string>()
  const roomy = new Set<string>()

  return {
    add(without) {
      looked.add(without.account)
      const places = [own.place, ...rivals.map(({ compiled }) => compiled.place)]
      const input: DecisionInput = { ...without, page: { openedAt: -Infinity, places, showing: {} } }
      const reasons = reasonsOf(own, input)
      if (!isMeant(reasons)) return
      meant.add(input.account)
      let later = input
      for (const { id, compiled, shared, won } of rivals) {
        if (!isMeant(reasonsOf(compiled, input))) continue
        shared.add(input.account)
        const first = firstOf(own, compiled, input)
        if (first === own) won.add(input.account)
        else if (compiled.interruptive && own.interruptive && isFree(compiled, later)) later = after(id, compiled, later)
      }
      // What ranks before it takes attention first.
      if (isFree(own, later)) roomy.add(input.account)
    },
    forecast() {
      const lost = [...meant].filter((account) => !roomy.has(account)).length
      return {
        rivals: rivals
          .filter(({ shared }) => shared.size > 0)
          .map(({ id, definition, compiled, shared, won }) => ({
            campaign: id,
            name: definition.name,
            place: compiled.place,
            priority: definition.priority,
            sharedAccounts: shared.size,
            winner: won.size * 2 >= shared.size ? draft.id : id,
          }))
          .toSorted((one, other) => other.sharedAccounts - one.sharedAccounts || (one.campaign < other.campaign ? -1 : 1)),
        lostToBudget: { accounts: lost, share: meant.size === 0 ? 0 : lost / meant.size },
        sampled: looked.size,
      }
    },
  }
}

/** The campaign as if its moment had come: two that are meant for one person meet sooner or later. */
function atAnyMoment(compiled: CompiledCampaign): CompiledCampaign {
  const { trigger } = compiled.campaign
  if (trigger.on === 'limit' || trigger.on === 'date' || trigger.on === 'server') return compiled
  return { ...compiled, campaign: { ...compiled.campaign, trigger: { on: 'load' } } }
}

function reasonsOf(compiled: CompiledCampaign, input: DecisionInput): readonly Reason[] {
  return explain([compiled], input)[0]?.reasons ?? []
}

function isMeant(reasons: readonly Reason[]): boolean {
  return reasons.every(({ gate, path }) => PASSING.has(gate) || (gate === 'audience' && isOfPage(path)))
}

function isOfPage(path = ''): boolean {
  return path.startsWith('page.') || path.startsWith('local.')
}

function isFree(compiled: CompiledCampaign, input: DecisionInput): boolean {
  return reasonsOf(compiled, input).every(({ gate }) => gate !== 'budget')
}

/** Who would have the place if both asked for it at once, whatever the place of each and the attention that is left. */
function firstOf(own: CompiledCampaign, rival: CompiledCampaign, input: DecisionInput): CompiledCampaign {
  const history = { ...input.history, userAttention: [], accountAttention: [], firstSeenAt: 0 }
  const bare = (one: CompiledCampaign): CompiledCampaign => ({ ...one, place: own.place, audience: () => true })
  const pair = [bare(own), bare(rival)]
  const [winner] = decide(pair, { ...input, history })
  return winner?.campaign === rival.campaign.id ? rival : own
}

function after(id: string, { cost }: CompiledCampaign, input: DecisionInput): DecisionInput {
  const history = structuredClone(input.history)
  recordImpression(history, id, cost, input.now)
  return { ...input, history }
}
