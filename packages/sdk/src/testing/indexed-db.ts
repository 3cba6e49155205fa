// oxlint-disable no-restricted-imports -- tests run on Node
import 'fake-indexeddb/auto'

/** Makes a browser's IndexedDB, empty. */
export { IDBFactory } from 'fake-indexeddb'
