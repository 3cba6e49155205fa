import { headers } from 'next/headers'

/** The language that the browser asks for first. Espalier follows the page's. */
export async function language(): Promise<'en' | 'ja'> {
  return ((await headers()).get('accept-language') ?? '').startsWith('ja') ? 'ja' : 'en'
}
