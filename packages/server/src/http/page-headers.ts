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

/** For what is no page, should a browser ever take it for one: nothing at all. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'"

/** The demo product stands for somebody else's, with the tags as they are pasted. */
const DEMO = "default-src 'self'; script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"

/** How long browsers keep to HTTPS once they have come by it, seconds. */
const A_YEAR = 31_536_000

/**
 * Adds to the headers of an answer what every one has. Where `publicUrl`, the server's address, is one of HTTPS, browsers ask for it by
 * nothing else from then on: not for other names of the same domain.
 */
export function guardAnswer(headers: Headers, publicUrl: string | undefined): void {
  headers.set('x-content-type-options', 'nosniff')
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', NOTHING)
  if (publicUrl?.startsWith('https:')) headers.set('strict-transport-security', `max-age=${A_YEAR}`)
}

/** The headers of the pages of the demo product. */
export function demoHeaders(c: Context): void {
  c.header('content-security-policy', DEMO)
  c.header('referrer-policy', 'same-origin')
}

/** The headers of every page that Espalier itself shows to people. */
export function pageHeaders(c: Context): void {
  c.header('content-security-policy', POLICY)
  c.header('referrer-policy', 'no-referrer')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('cross-origin-resource-policy', 'same-origin')
  c.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
}
