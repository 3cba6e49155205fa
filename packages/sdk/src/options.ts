import type { UsageSource } from './ask-usage.ts'
import type { Forward } from './forward.ts'
import type { LoadPresenter } from './present.ts'
import type { AskToken } from './tokens.ts'

/** What a client is created with. */
export interface ClientOptions {
  /** The public key of the workspace, `pk_...`. */
  key: string
  /** Where the Espalier server is, for example `https://grow.example.com`. */
  host: string
  /** The language of what people read. `auto` (default) follows the page's `lang`, then the browser. */
  locale?: 'en' | 'ja' | 'auto'
  /** `memory` stores nothing in the browser: no person is recognised again and waiting events end with the page. Default `local`. */
  persistence?: 'local' | 'memory'
  /** `denied` stores and sends nothing until `consent('granted')`. Left out, events are kept and sent, and where the
   * workspace requires consent nothing is shown. */
  consent?: Consent
  /** Where widgets come from, for example `(host) => import('@espalier/widgets').then((widgets) => widgets.createPresenter(host))`. Without it nothing is shown. */
  loadPresenter?: LoadPresenter
  /** Gives the token that the host's server signed for whoever is signed in now. It is asked again before a token ends. */
  token?: AskToken
  /** Tells how much of a metered feature is used. It is asked for each of them whenever the server has answered. */
  usage?: UsageSource
  /** `respect`: with Global Privacy Control nothing is stored or sent until `consent('granted')`. Otherwise the workspace decides. */
  gpc?: 'respect'
  /** Tells the host's own analytics what became of offers, surveys and limits. */
  forward?: Forward
}

/** Whether the person agreed to be watched. */
export type Consent = 'granted' | 'denied'

const ALLOWED: Partial<Record<keyof ClientOptions, string>> = {
  locale: 'en, ja, auto',
  persistence: 'local, memory',
  consent: 'granted, denied',
  gpc: 'respect',
  forward: 'analytics, dataLayer, function',
  loadPresenter: 'function',
  token: 'function',
  usage: 'function',
}

/**
 * Checks options.
 * @throws TypeError that names the first wrong option and what was expected; the only error the client ever throws
 */
export function checkOptions(options: ClientOptions): void {
  const expect = (right: unknown, field: string, expected: string): void => {
    if (!right) throw new TypeError(`espalier: ${field}: expected ${expected}`)
  }
  const { key, host } = options
  // Without patterns: compiling one takes longer than all else here.
  const [protocol, , name] = `${host}`.split('/')
  expect(`${key}`.startsWith('pk_'), 'key', 'pk_...')
  expect(name && protocol?.startsWith('http'), 'host', 'https://...')
  for (const [field, expected] of Object.entries(ALLOWED)) {
    const value = options[field as keyof ClientOptions]
    expect(value === undefined || expected.split(', ').includes(typeof value === 'function' ? 'function' : value), field, expected)
  }
}
