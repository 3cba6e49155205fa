import type { ComponentChildren } from 'preact'

/** Something the reader should know, with a title and what to do. Bad news is announced at once, and what is done when the reader pauses. */
export function Notice({
  tone = 'plain',
  title,
  children,
}: {
  tone?: 'plain' | 'good' | 'warn' | 'bad'
  title: string
  children?: ComponentChildren
}) {
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : tone === 'good' ? 'status' : 'note'}>
      <p class="notice-title">{title}</p>
      {children}
    </div>
  )
}
