const zones = new Set<string>()

/** Making a date format is dear, and settings are read at every boot, so zones that were found valid are remembered. */
export function isZone(zone: string): boolean {
  if (zones.has(zone)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    zones.add(zone)
    return true
  } catch {
    return false
  }
}
