import type { WidgetHost } from '../present.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { Inside } from './inside.ts'
import { createOverlay } from './overlay.ts'
import { askServer, isDevelopment, takeToken } from './permit.ts'

let close: (() => void) | undefined

/**
 * Opens the overlay, or leaves it open. Only where a developer works, or for the bearer of a token that the server takes: what a
 * page knows of its visitor is nobody else's business.
 * @returns how to close it; undefined where it may not open
 */
export async function openDebug(
  parts: EngineParts,
  widgets: WidgetHost,
  look: Inside['look'],
  explain: Inside['explain'],
): Promise<(() => void) | undefined> {
  if (close) return close
  const inside: Inside = { ...parts, widgets, look, explain }
  const token = takeToken()
  const told = token === undefined ? undefined : await askServer(inside, token).catch(() => undefined)
  if (!told && !isDevelopment(location.hostname)) return undefined
  close ??= createOverlay(inside, token, told, () => {
    close = undefined
  })
  return close
}
