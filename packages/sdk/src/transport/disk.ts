import type { Clock } from '../platform/clock.ts'
import type { Keep, Waiting } from './keep.ts'

const DATABASE = 'espalier'
const STORE = 'events'
/** Some browsers never answer an open request after a crash. */
const PATIENCE_MS = 3000

/**
 * Keeps events in IndexedDB, shared by all tabs of the origin, apart for each write key.
 * Every call rejects where the browser refuses storage. `onTaken`: while the page lives somebody else takes the disk from it, and perhaps
 * all that it holds.
 */
export function keepOnDisk(key: string, clock: Clock, onTaken?: () => void): Keep {
  let opening: Promise<IDBDatabase> | undefined
  let ended = false
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
        request.result.onversionchange = request.result.onclose = () => {
          close()
          onTaken?.()
        }
        // Late is better than never: whoever asks from now on is served.
        if (opening) opening = Promise.resolve(request.result)
        resolve(request.result)
      }
    })
    return opening
  }
  const close = () => {
    opening?.then((database) => database.close()).catch(() => undefined)
    opening = undefined
  }
  /** `work` asks the store and answers how to read what it found. */
  const run = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => () => T): Promise<T> => {
    const database = await open()
    return new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const found = work(transaction.objectStore(STORE))
      // Not waiting for the answers lets what is written outlive a page that ends in the same moment.
      transaction.commit()
      // An answer may come after the end; what it settles is deleted, and nothing stays open.
      if (ended) close()
      transaction.oncomplete = () => resolve(found())
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  }

  return {
    put: (events) =>
      run('readwrite', (store) => {
        for (const [id, json] of events) store.put([id, json], [key, id])
        return () => undefined
      }),
    first: (count) =>
      run('readonly', (store) => {
        const found = store.getAll(all(), count)
        return () => found.result as Waiting[]
      }),
    remove: (ids) =>
      run('readwrite', (store) => {
        const found = ids.map((id) => {
          const before = store.getKey([key, id])
          store.delete([key, id])
          return before
        })
        return () => ids.filter((_, index) => found[index]?.result)
      }),
    size: () =>
      run('readonly', (store) => {
        const found = store.count(all())
        return () => found.result
      }),
    close: () => {
      ended = true
      close()
    },
  }
}
