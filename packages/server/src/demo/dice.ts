import { createHash } from 'node:crypto'

/** A stable number in [0, 1) for a name: sample data looks the same on every machine. */
export function dice(name: string): number {
  return createHash('sha256').update(name).digest().readUIntBE(0, 6) / 2 ** 48
}

/** A stable id in the form of a UUID for a name. */
export function stableUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The element of `list` that the name falls on. */
export function pick<T>(name: string, list: readonly [T, ...T[]]): T {
  return list[Math.floor(dice(name) * list.length)] ?? list[0]
}
