import type { ComponentChildren } from 'preact'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import type { Resource } from './resource.ts'
import { describeError, type NameField } from '../describe-error.ts'
import { locale } from '../locale.ts'

/** Draws what came from the server, or that it is on its way, or why it did not come and what to do. `nameOf`: how what was asked is called. */
export function Loaded<T>(props: { from: Resource<T>; nameOf?: NameField; children: (data: T) => ComponentChildren }) {
  const { from, nameOf, children } = props
  const w = words(frameWords)
  if (from.data !== undefined) return <>{children(from.data)}</>
  if (!from.error) {
    return (
      <p class="waiting" role="status">
        {w.loading}
      </p>
    )
  }
  const { status } = from.error
  return (
    <Notice tone="bad" title={status === 0 ? w.unreachable : status === 404 ? w.notFound : w.failed}>
      <p>{status === 0 ? w.unreachableHelp : status === 404 ? w.notFoundHelp : describeError(from.error, locale.value, nameOf)}</p>
      <Button small onClick={from.reload}>
        {w.tryAgain}
      </Button>
    </Notice>
  )
}
