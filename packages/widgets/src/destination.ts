/**
 * Where an action may lead: `https:`, `mailto:`, or a path or fragment on the page's own origin.
 * Undefined for everything else, so a text that came over the network can never run as a script.
 */
export function destination(url: string | undefined): string | undefined {
  if (!url) return undefined
  try {
    const target = new URL(url, location.href)
    const own = url.startsWith('/') || url.startsWith('#')
    const allowed = own ? target.origin === location.origin : target.protocol === 'https:' || target.protocol === 'mailto:'
    return allowed ? url : undefined
  } catch {
    return undefined
  }
}
