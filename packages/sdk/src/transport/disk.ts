import type { Clock } from '../platform/clock.ts'
import type { Keep } from './keep.ts'

const DATABASE = 'espalier'
const STORE = 'events'
/** Some browsers never answer an open request after a crash. */
const PATIENCE_MS = 3000

/**
 * Keeps events in IndexedDB, shared by all tabs of the origin, apart for each write key.
 * Every call rejects where the browser refuses storage.
 */
export function keepOnDisk(key: string, clock: Clock): Keep {
  let opening: Promise<IDBDatabase> | undefined
  // Arrays sort after all texts, so this range holds exactly the ids under the key.
  const all = () => IDBKeyRange.bound([key], [key, []])

  const open = () => {
    opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(DATABASE, 1)
      const stopWaiting = clock.after(PATIENCE_MS, () => reject(new Error()))
      request.onupgradeneeded = () => request.result.createObjectStore(STORE)
      request.onerror = () => {
        stopWaiting()
        reject(request.error)
      }
      request.onsuccess = () => {
        stopWaiting()
        request.result.onversionchange = request.result.onclose = close
        resolve(request.result)
      }
    })
    return opening
  }
  const close = () => {
    opening?.then((database) => database.close()).catch(() => undefined)
    opening = undefined
  }
  const run = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | undefined): Promise<T> => {
    const database = await open()
    return new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request?.result as T)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  }

  return {
    put: (events) =>
      run('readwrite', (store) => {
        for (const [id, json] of events) store.put([id, json], [key, id])
        return undefined
      }),
    first: (count) => run('readonly', (store) => store.getAll(all(), count)),
    remove: (ids) =>
      run('readwrite', (store) => {
        for (const id of ids) store.delete([key, id])
        return undefined
      }),
    size: () => run('readonly', (store) => store.count(all())),
    close,
  }
}
