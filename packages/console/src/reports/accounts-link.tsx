import type { ComponentChildren } from 'preact'
import { address } from '../address.ts'

/** A number of a campaign's report that opens the accounts behind it; nobody stands behind 0. */
export function AccountsLink(props: { campaign: string; step: string; arm?: string; accounts: number; children: ComponentChildren }) {
  const { campaign, step, arm, accounts, children } = props
  if (accounts === 0) return <>{children}</>
  return <a href={address(`/console/campaigns/${encodeURIComponent(campaign)}/report/accounts`, { step, arm })}>{children}</a>
}
