import type { ComponentChildren } from 'preact'

/** Nothing here yet: what it will be, and what to do next. */
export function Empty({ title, children, action }: { title: string; children: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="empty">
      <svg viewBox="0 0 64 48" width="64" height="48" aria-hidden="true">
        <path d="M32 46V8M32 36c-12 0-20-5-20-13m20 13c12 0 20-5 20-13M32 20c-8 0-13-3-13-9m13 9c8 0 13-3 13-9M4 46h56" />
      </svg>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  )
}
