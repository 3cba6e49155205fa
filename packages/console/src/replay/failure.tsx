import type { ApiError } from '../api.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Notice } from '../ui/notice.tsx'

/** Why an answer did not come, and what to do. */
export function Failure({ error: { status, message } }: { error: ApiError }) {
  const w = words(frameWords)
  return (
    <Notice tone="bad" title={status === 0 ? w.unreachable : w.failed}>
      <p>{status === 0 ? w.unreachableHelp : message}</p>
    </Notice>
  )
}
