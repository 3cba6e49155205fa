import { createHash } from 'node:crypto'

/**
 * What may stand before the script's tag: it keeps calls, in their order, until the script has arrived, and answers each with a
 * promise. Every name is a verb of it, so it does not age; fixed text, so that a page's policy can name its hash.
 */
export const STUB = 'window.espalier||=new Proxy([],{get:(q,m)=>m in q||m=="then"?q[m]:(...a)=>new Promise(r=>q.push([m,a,r]))})'

/** A source for `script-src`, with its quotes, that allows the inline script `text` and nothing else. */
export function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
