import { TREATED } from '@espalier/core'
import type { Listeners, OfferEvent } from './listeners.ts'
import type { Outcome } from './present.ts'

/** What an outcome needs of the client. */
export interface OutcomeParts {
  /** Records an event of ours. */
  record(event: `espalier:${Outcome['type']}`, properties: Record<string, unknown>): void
  emit: Listeners['emit']
  /** Its impression was recorded in this visit: one visit over many pages is one impression. */
  isSeen(): boolean
  /** The widget takes itself away. */
  onEnd(): void
}

/** The properties that all events of one decision share. */
export function decisionProperties({ campaign, version, arm, decision }: OfferEvent): Record<string, unknown> {
  return { campaign, version, decision, ...(arm !== TREATED && { variant: arm }) }
}

/** Makes the `report` of one presentation: every outcome once, nothing after the end. */
export function createReport(offer: OfferEvent, { record, emit, isSeen, onEnd }: OutcomeParts): (outcome: Outcome) => void {
  const properties = decisionProperties(offer)
  const done = new Set<string>()
  let ended = false

  return (outcome) => {
    const { type, ...rest } = outcome
    if (ended || done.has(type)) return
    done.add(type)
    // A locked preview stays as long as the feature is locked.
    ended = type !== 'shown' && type !== 'engaged' && (type !== 'accepted' || offer.kind !== 'gate')
    // First of all: with the outcome, the next campaign may take the place.
    if (ended) onEnd()
    if (type !== 'shown' || !isSeen()) record(`espalier:${type}`, { ...properties, ...rest })
    // The listeners' names follow from the outcomes', and so do their details.
    emit(type === 'answered' ? 'survey:answered' : (`offer:${type}` as 'offer:shown'), { ...offer, ...rest })
  }
}
