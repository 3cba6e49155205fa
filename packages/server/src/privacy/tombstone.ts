import { randomBytes } from 'node:crypto'
import { assignArm } from '@espalier/core'
import type { Campaign, Settings } from '@espalier/core/schema'
import { others } from '../others.ts'
import { ERASED } from '../store/privacy.ts'

/** A version of a campaign that an account met, and the settings of that time: what its arm was drawn by. */
export interface Draw {
  readonly definition: Campaign
  readonly settings: Settings
}

/** Names that are tried for one that draws the same arms. Each hold-out of a tenth makes ten times as many necessary. */
const MOST = 200_000
/** Those that are tried between two turns of everything else. */
const TURN = 2000

/** A new name that says nothing. */
export const newTombstone = (): string => ERASED + randomBytes(15).toString('base64url')

/**
 * A new name whose arms are those of `id`: arms are drawn from names, so that whoever works out the past again draws the same. Where the
 * account met so much that no such name is found, the arms stay where they are kept, and only a rebuild draws others.
 */
export async function drawTombstone(id: string, draws: readonly Draw[]): Promise<string> {
  const drawn = draws.map(({ definition, settings }) => assignArm(definition, id, settings))
  for (let tried = 1; tried < MOST; tried++) {
    const name = newTombstone()
    if (draws.every(({ definition, settings }, index) => assignArm(definition, name, settings) === drawn[index])) return name
    if (tried % TURN === 0) await others()
  }
  return newTombstone()
}
