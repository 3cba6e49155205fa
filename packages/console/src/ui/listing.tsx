import type { ComponentChildren } from 'preact'
import { count } from '../format.ts'
import { pageWords } from '../text/pages.ts'
import { words } from '../text/text.ts'
import { Button } from './button.tsx'
import { Empty } from './empty.tsx'

/** How many rows a part of a list has. */
export const ROWS_A_PAGE = 100

interface Part {
  /** How many rows come before. */
  offset: number
  /** How many rows are here, and in all. */
  listed: number
  total: number
  /** Which rows come first: the latest, or those with the most. */
  order: 'latest' | 'most'
  /** Where the part that begins after so many rows is. */
  href: (offset: number) => string
}

/** One part of a list: its rows, or why there are none; the way to the parts before and after; and what is said below. */
export function Listing(props: {
  part: Part
  empty: { title: string; text: string }
  /** Lines below the rows, such as the time as of which they are true. */
  notes: readonly string[]
  children: ComponentChildren
}) {
  const { part, empty, notes, children } = props
  return (
    <div class="stack-16">
      {part.listed === 0 ? <Empty title={empty.title}>{empty.text}</Empty> : children}
      <Pages {...part} />
      {notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
    </div>
  )
}

/** Which rows are here, and the way to those before and after; nothing where there are none. */
function Pages({ offset, listed, total, order, href }: Part) {
  const w = words(pageWords)
  if (total === 0) return null
  return (
    <nav class="row" aria-label={w.pages}>
      <span class="note">{w.listed(count(Math.min(offset + 1, total)), count(offset + listed), count(total), w.orders[order])}</span>
      {offset > 0 && (
        <Button small href={href(Math.max(0, offset - ROWS_A_PAGE))}>
          {w.before}
        </Button>
      )}
      {offset + listed < total && (
        <Button small href={href(offset + ROWS_A_PAGE)}>
          {w.after}
        </Button>
      )}
    </nav>
  )
}
