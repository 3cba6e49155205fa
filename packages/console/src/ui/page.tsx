import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'

/** A screen: its title (also the document's, after the name of its `part`), what stands beside the title, and its content. */
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
  return (
    <div class={wide ? 'page wide' : 'page'}>
      {above && <div class="above">{above}</div>}
      <header class="page-head">
        <h1>{title}</h1>
        {beside && <div class="beside">{beside}</div>}
      </header>
      {children}
    </div>
  )
}
