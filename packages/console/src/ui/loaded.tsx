import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import type { Resource } from './resource.ts'
import { describeError, type NameField } from '../describe-error.ts'
import { locale } from '../locale.ts'

/**
 * Draws what came from the server, or that it is on its way, or why it did not come and what to do. `nameOf`: how what was asked is called.
 * What came before stays, below the reason why nothing newer came.
 */
export function Loaded<T>(props: { from: Resource<T>; nameOf?: NameField; children: (data: T) => ComponentChildren }) {
  const { from, nameOf, children } = props
  const { data, error, late } = from
  const w = words(frameWords)
  if (data === undefined && !error) {
    return (
      <p class="waiting" role="status">
        {w.loading}
      </p>
    )
  }
  return (
    <>
      {error && <Failed error={error} reload={from.reload} nameOf={nameOf} kept={data !== undefined} />}
      {data !== undefined && (late === undefined ? children(data) : <Staying late={late}>{children(data)}</Staying>)}
    </>
  )
}

function Failed<T>(
  props: Pick<Resource<T>, 'reload'> & { error: NonNullable<Resource<T>['error']>; nameOf: NameField | undefined; kept: boolean },
) {
  const { error, reload, nameOf, kept } = props
  const w = words(frameWords)
  const { status } = error
  return (
    <Notice tone="bad" title={status === 0 ? w.unreachable : status === 404 ? w.notFound : w.failed}>
      <p>{status === 0 ? w.unreachableHelp : status === 404 ? w.notFoundHelp : describeError(error, locale.value, nameOf)}</p>
      {kept && <p>{w.kept}</p>}
      <Button small onClick={reload}>
        {w.tryAgain}
      </Button>
    </Notice>
  )
}

/** What stays while something newer is on its way, and says so to who cannot see that it changed. */
function Staying({ late, children }: { late: boolean; children: ComponentChildren }) {
  const w = words(frameWords)
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    if (late) setWaited(true)
  }, [late])
  return (
    <div class={late ? 'staying late' : 'staying'} aria-busy={late}>
      <p class="unseen" role="status">
        {waited && !late ? w.updated : ''}
      </p>
      {children}
    </div>
  )
}
