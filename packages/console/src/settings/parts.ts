/** The pages of the settings, in the order in which a newcomer needs them; each is the last part of an address. */
export const PARTS = [
  'install',
  'identity',
  'catalog',
  'segments',
  'restraint',
  'rates',
  'notifications',
  'access',
  'privacy',
  'changes',
] as const

/** A page of the settings. */
export type Part = (typeof PARTS)[number]
