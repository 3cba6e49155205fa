/** The question that everybody asks, by which it is found on the page. */
export const QUESTION = 'How likely are you to recommend us?'

/** The event by which a page says that it is time for the question. */
export const ASKING = 'Trip Booked'

/** An event that rules read, without any of them being met. */
export const COUNTED = 'Report Exported'

/** An event that no rule reads. */
export const PLAIN = 'Row Edited'

/** How many rules, features or campaigns everybody brings. */
export const MANY = 100
