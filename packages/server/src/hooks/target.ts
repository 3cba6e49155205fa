import { isPrivate } from './public-address.ts'

const MOST = 2000

/**
 * The address that the owner is told at, or what is wrong with it. Names are looked up when something is sent.
 * @param open where the operator allows private addresses and plain http
 */
export function readTarget(text: string, open: boolean): { url: URL } | { problem: string } {
  const url = text.length <= MOST && URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && !(open && url.protocol === 'http:'))) {
    return { problem: 'expected an address that starts with https://' }
  }
  if (url.username !== '' || url.password !== '') return { problem: 'expected an address without a user name or password' }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!open && (isPrivate(host) || /(^|\.)(localhost|local|internal)\.?$/i.test(host))) {
    return { problem: 'expected an address of the public internet' }
  }
  return { url }
}
