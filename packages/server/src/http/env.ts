import type { SignedIn } from '../auth/auth.ts'

/** Whom a request comes from. */
export type Caller =
  | { readonly kind: 'public' | 'secret'; readonly id: string; readonly name: string }
  | { readonly kind: 'session'; readonly id: string; readonly name: string; readonly person: SignedIn }

/** What a request carries through the handlers. */
export interface Env {
  Variables: {
    /** Set by the guards of `keys.ts`; behind one of them it is always there. */
    caller: Caller
    /** The parsed body, once somebody has read it. */
    json: { readonly value: unknown; readonly bytes: number } | undefined
  }
}
