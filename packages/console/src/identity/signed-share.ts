import type { IdentityReport } from './wire.ts'

/** The signed share of the traffic that names somebody, 0 to 1; undefined where there was none. */
export function signedShare({ totals: { signed, unsigned, invalid } }: Pick<IdentityReport, 'totals'>): number | undefined {
  const all = signed + unsigned + invalid
  return all > 0 ? signed / all : undefined
}
