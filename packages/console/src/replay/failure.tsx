import type { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Notice } from '../ui/notice.tsx'

/** Why an answer did not come, and what to do. */
export function Failure({ error }: { error: ApiError }) {
  const w = words(frameWords)
  return (
    <Notice tone="bad" title={error.status === 0 ? w.unreachable : w.failed}>
      <p>{error.status === 0 ? w.unreachableHelp : describeError(error, locale.value)}</p>
    </Notice>
  )
}
