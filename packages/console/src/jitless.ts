/** Where zod looks for its settings. They can be there before it is. */
const scope = globalThis as { __zod_globalConfig?: { jitless?: boolean } }

// The page's policy forbids code from text. Schemas try it once when they are made and have it reported, whichever chunk makes the first.
scope.__zod_globalConfig = { ...scope.__zod_globalConfig, jitless: true }
