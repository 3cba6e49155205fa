import type { ComponentChildren } from 'preact'
import { useRoute } from 'preact-iso'
import { useEffect, useRef } from 'preact/hooks'

/** The screen on which the reader was last. */
let before: string | undefined

/**
 * A screen: its title (also the document's, after the name of its `part`), what stands beside the title, and its content. Whoever comes by a
 * link begins at the title, so that it is read out, and the keyboard goes on below it.
 */
export function Page(props: {
  title: string
  part?: string
  above?: ComponentChildren
  beside?: ComponentChildren
  wide?: boolean
  children: ComponentChildren
}) {
  const { title, part, above, beside, wide, children } = props
  useEffect(() => {
    document.title = [part, title, 'Espalier'].filter(Boolean).join(' · ')
  }, [title, part])
  const head = useRef<HTMLHeadingElement>(null)
  const { path } = useRoute()
  useEffect(() => {
    // A screen that takes the place of another one, as after a deletion, has an address that is not new.
    const came = before !== undefined && (before !== path || document.activeElement === document.body)
    before = path
    // The link may still be there, as beside the pages of the settings, or a dialog may have the floor.
    if (came && !document.activeElement?.closest('.page, dialog')) head.current?.focus({ preventScroll: true })
  }, [path])
  return (
    <div class={wide ? 'page wide' : 'page'}>
      {above && <div class="above">{above}</div>}
      <header class="page-head">
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        {beside && <div class="beside">{beside}</div>}
      </header>
      {children}
    </div>
  )
}
