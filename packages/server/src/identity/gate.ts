import type { Settings } from '@espalier/core/schema'
import type { Store } from '../store/store.ts'
import { judge, type Judgement, type Named } from './judge.ts'
import { createTally, type Tally } from './tally.ts'
import { verifyToken, type Claims, type Proof } from './token.ts'

/** What browsers prove about the people they name. */
export interface IdentityGate {
  /** Reads a token that is asked for as `asked` says; undefined where there is none. Whatever is wrong with it is in the answer. */
  read(token: unknown, now: number, asked: Settings['identity']): Promise<Proof | undefined>
  /** Judges and counts a request; answers why it is refused, undefined when it is not. */
  refusal(
    rules: { readonly settings: Pick<Settings, 'identity'>; readonly merged: ReadonlyMap<string, string> },
    named: Named,
    proof: Proof | undefined,
    now: number,
  ): Judgement | undefined
  readonly tally: Tally
}

/** The gate over the keys of the store. */
export function createIdentityGate(store: Store): IdentityGate {
  const tally = createTally(store)
  return {
    tally,
    async read(token, now, { audience }) {
      if (token === undefined || token === null) return undefined
      const keys = (await store.identity.keys()).filter(({ retiredAt }) => retiredAt === undefined)
      return verifyToken(token, keys, now, audience)
    },
    refusal({ settings, merged }, named, proof, now) {
      const { mode } = settings.identity
      const judgement = mode === 'off' ? undefined : judge(named, proof, merged)
      if (!judgement) return undefined
      tally.add(judgement, now)
      return mode === 'enforce' && judgement.kind !== 'signed' ? judgement : undefined
    },
  }
}

/** The claims of a proof that say something beside who it is. */
export function saidIn(proof: Proof | undefined): Claims | undefined {
  if (!proof || 'problem' in proof) return undefined
  const { traits, accountTraits, plan } = proof.claims
  return traits || accountTraits || plan !== undefined ? proof.claims : undefined
}
