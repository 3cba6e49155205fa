import type { History } from '@espalier/core'

/** The part of the past that a page needs to decide about these campaigns; attention is without names. */
export function historyFor({ campaigns, accountResponses, accountCampaigns, ...rest }: History, sent: ReadonlySet<string>): History {
  const only = <T>(all: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(all).filter(([id]) => sent.has(id)))
  return {
    ...rest,
    campaigns: only(campaigns),
    ...(accountResponses && { accountResponses: only(accountResponses) }),
    ...(accountCampaigns && { accountCampaigns: only(accountCampaigns) }),
  }
}
