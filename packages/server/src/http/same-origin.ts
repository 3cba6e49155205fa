/** True when the browser says that the request was made by a page of this server itself; false when it does not say. */
export function sameOrigin(request: Request, publicUrl?: string): boolean {
  const origin = request.headers.get('origin')
  if (!origin || !URL.canParse(origin)) return false
  if (publicUrl) return origin === new URL(publicUrl).origin
  return new URL(origin).host === (request.headers.get('host') ?? new URL(request.url).host)
}
