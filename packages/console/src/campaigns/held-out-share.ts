/** Share of accounts that see nothing: held out by the workspace, or by the campaign, or by both; the two are drawn apart. */
export function heldOutShare(workspace: number, campaign: number | undefined): number {
  return 1 - (1 - workspace) * (1 - (campaign ?? 0))
}
