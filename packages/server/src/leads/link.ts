/** Where the console shows a lead with its evidence, a path of this server. */
export function leadPath({ campaign, account }: { campaign: string; account: string }): string {
  return `/console/leads/${encodeURIComponent(campaign)}/${encodeURIComponent(account)}`
}
