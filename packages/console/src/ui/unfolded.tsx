import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** Rarer settings under a line that unfolds them; what is in use is open from the start. */
export function Unfolded(props: { title: string; hint?: string; open: boolean; children: ComponentChildren }) {
  const { title, hint, open, children } = props
  const [opened] = useState(open)
  return (
    <details class="unfolded" open={opened}>
      <summary>{title}</summary>
      <div class="stack-12">
        {hint && <p class="hint">{hint}</p>}
        {children}
      </div>
    </details>
  )
}
