import { count } from '../format.ts'
import { pageWords } from '../text/pages.ts'
import { words } from '../text/text.ts'
import { Button } from './button.tsx'

/** How many rows a page of a list has. */
export const ROWS_A_PAGE = 100

/** Which rows of a list are here, and the way to those before and after; nothing where there are none. */
export function Pages(props: { offset: number; listed: number; total: number; href: (offset: number) => string }) {
  const w = words(pageWords)
  const { offset, listed, total, href } = props
  if (total === 0) return null
  return (
    <nav class="row" aria-label={w.pages}>
      <span class="note">{w.listed(count(Math.min(offset + 1, total)), count(offset + listed), count(total))}</span>
      {offset > 0 && (
        <Button small href={href(Math.max(0, offset - ROWS_A_PAGE))}>
          {w.newer}
        </Button>
      )}
      {offset + listed < total && (
        <Button small href={href(offset + ROWS_A_PAGE)}>
          {w.older}
        </Button>
      )}
    </nav>
  )
}
