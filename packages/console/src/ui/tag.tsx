import type { ComponentChildren } from 'preact'

/** A short quiet word about something. The tone only repeats what the word says. */
export function Tag({ tone = 'plain', children }: { tone?: 'plain' | 'good' | 'warn' | 'bad'; children: ComponentChildren }) {
  return <span class={`tag ${tone}`}>{children}</span>
}
