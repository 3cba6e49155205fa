/** Name of the note that says that a folder has all of its sample data. */
export const SEEDED = 'demo-seeded'
