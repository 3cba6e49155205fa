import type { Facts } from '@espalier/core'
import type { WidgetHost } from '@espalier/sdk'
import { fill } from './fill.ts'
import { readerTag } from './reader-tag.ts'

/** Fills the facts of a host into texts, in its reader's way. They are gathered when a text asks for them first. */
export function sayFor(host: WidgetHost): (text: string) => string {
  let facts: Facts | undefined
  return (text) => fill(text, (facts ??= host.facts()), readerTag(host.locale()), host.zone())
}
