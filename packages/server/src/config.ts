/** `demo`: well-known keys, one-click sign-in, sample data. `live`: everything else. */
export type Mode = 'demo' | 'live'

/** What the operator decided. */
export interface Config {
  /** Secret of the Stripe webhook endpoint (`whsec_...`); without it the endpoint refuses. */
  readonly stripeSecret?: string
  /** The address under which browsers reach this server, for example `https://grow.example.com`; by default the `Host` of the request. */
  readonly publicUrl?: string
  /** Path of the script in place of `/v1/sdk.js`, for example `/grow/helper.js`. */
  readonly script?: string
  /** True where the owner may be told at private addresses and over plain http. */
  readonly openHooks?: boolean
  /** Folder in which the files of earlier versions of the script are kept; without it they are gone with the process. */
  readonly releases?: string
}
