import type { Facts } from '@espalier/core'
import type { CampaignState, WidgetKind } from '@espalier/core/schema'
import type { ExplainedDecision } from '../explain.ts'
import { quietly } from '../platform/quiet.ts'
import type { Presentation } from '../present.ts'
import type { Inside } from './inside.ts'

/** A decision of the server about a campaign that this page may not have at all. */
export interface ToldDecision extends Omit<ExplainedDecision, 'state'> {
  state: CampaignState
}

/** A campaign as it is previewed. */
export interface Previewable {
  campaign: string
  name: string
  kind: WidgetKind
  content: Presentation['content']
}

/** What the server tells the bearer of a token about the one person whom it names. */
export interface Told {
  user: string
  facts: Partial<Facts>
  decisions: ToldDecision[]
  campaigns: Previewable[]
}

const LINK = /[#&]espalier-debug=([\w.-]+)/
const NAME = 'espalier:debug'

/** True where nobody but a developer is. */
export function isDevelopment(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}

/** The token of the console's link, which leaves the address for this tab's memory; or the one that is remembered. */
export function takeToken(): string | undefined {
  const [, token] = LINK.exec(location.hash) ?? []
  if (token) {
    quietly(() => history.replaceState(history.state, '', location.href.replace(LINK, '')))
    quietly(() => sessionStorage.setItem(NAME, token))
  }
  return token ?? quietly(() => sessionStorage.getItem(NAME)) ?? undefined
}

/** Asks the server what it knows; undefined when it does not take the token (any more), which is then forgotten. */
export async function askServer({ options, look }: Inside, token: string): Promise<Told | undefined> {
  const query = new URLSearchParams({ url: location.pathname, place: look().input.page?.places.join(',') ?? '' })
  const answer = await fetch(`${options.host.replace(/\/+$/, '')}/v1/debug?${query}`, { headers: { authorization: `Bearer ${token}` } })
  if (answer.ok) return (await answer.json()) as Told
  if (answer.status === 401) quietly(() => sessionStorage.removeItem(NAME))
  return undefined
}
