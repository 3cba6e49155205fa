// Fetched where a campaign has something left to ask: most answers of the server are settled but for the moment.
export { countEvent, rulesOn } from '@espalier/core'
export { createSight } from './sight.ts'
