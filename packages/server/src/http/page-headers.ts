import type { Context } from 'hono'

/** Nothing from elsewhere, nothing inline, never in a frame. Styles that scripts set through the CSSOM are not affected. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** How long browsers keep to HTTPS once they have come by it, seconds. */
const A_YEAR = 31_536_000

/**
 * The headers of every page that Espalier itself shows to people. Where `publicUrl`, its address, is one of HTTPS, browsers ask for it by
 * nothing else from then on: not for other names of the same domain.
 */
export function pageHeaders(c: Context, publicUrl?: string): void {
  if (publicUrl?.startsWith('https:')) c.header('strict-transport-security', `max-age=${A_YEAR}`)
  c.header('content-security-policy', POLICY)
  c.header('referrer-policy', 'no-referrer')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('cross-origin-resource-policy', 'same-origin')
  c.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
}
