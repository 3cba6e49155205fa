/** The words that no campaign brings along, in English. Dates and numbers arrive formatted. */
export const en = {
  close: 'Close',
  notNow: 'Not now',
  locked: 'Locked',
  notInPlan: (name?: string) => (name ? `${name} is not part of your plan` : 'This feature is not part of your plan'),
  limitReached: (name?: string) => (name ? `The limit of ${name} is reached` : 'The limit of this feature is reached'),
  usage: 'Usage',
  usedOf: (used: string, limit: string, unit: string) => `${used} of ${limit}${unit && ` ${unit}`}`,
  used: (used: string, unit: string) => `${used}${unit && ` ${unit}`} used`,
  near: 'Getting near the limit.',
  critical: 'Almost at the limit.',
  reached: 'Limit reached.',
  over: (by: string, _unit: string) => `${by} over the limit.`,
  unlimited: 'No limit.',
  unknown: 'Not known yet.',
  resets: (day: string) => `Resets on ${day}.`,
  forecast: (day: string) => `At this pace the limit is reached on ${day}.`,
  /** Ends the amount and joins sentences when a meter is read out as one text. */
  stop: '.',
  space: ' ',
  low: 'Not at all likely',
  high: 'Extremely likely',
  later: 'Later',
  promoter: 'What do you like most?',
  passive: 'What would make it better for you?',
  detractor: 'What is missing, or gets in your way?',
  optional: 'optional',
  send: 'Send',
  skip: 'Skip',
  thanks: 'Thank you for your answer.',
}

/** What every language has to say. */
export type Words = typeof en
