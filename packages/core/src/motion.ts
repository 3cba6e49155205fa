/** What a campaign tries to do for the customer. Every report splits by it. */
export const MOTIONS = ['upsell', 'cross-sell', 'add-on', 'seats', 'downsell', 'save', 'adoption', 'survey', 'advocacy', 'recruit'] as const
export type Motion = (typeof MOTIONS)[number]

/** True for motions that sell. Care gates stop these and let help through. */
export function isSelling(motion: Motion): boolean {
  return motion === 'upsell' || motion === 'cross-sell' || motion === 'add-on' || motion === 'seats'
}
