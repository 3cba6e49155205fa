/** Name of the note that says when the demo's accounts were opened. */
export const OPENED = 'demo-opened'

/** Name of the note that says that a folder has all of its sample data. */
export const SEEDED = 'demo-seeded'
