import type { EVENTS } from './event.ts'

// What a page decides about, each by itself: the table of all names is more than it needs.
type Names = typeof EVENTS

export const EXPOSURE: Names['exposure'] = 'espalier:exposure'
export const SHOWN: Names['shown'] = 'espalier:shown'
export const ACCEPTED: Names['accepted'] = 'espalier:accepted'
export const DISMISSED: Names['dismissed'] = 'espalier:dismissed'
export const ANSWERED: Names['answered'] = 'espalier:answered'
export const USAGE: Names['usage'] = 'espalier:usage'
export const LOCKED: Names['locked'] = 'espalier:locked'
export const VIEW: Names['view'] = 'espalier:view'
export const ASKED: Names['asked'] = 'espalier:asked'
