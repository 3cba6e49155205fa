// Fetched when somebody asks why: pages that never ask do not pay for the words of the answer.
export { explain } from '@espalier/core'
