import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { moment } from '../format.ts'
import { Differences } from '../settings/differences.tsx'
import { meanwhileWords } from '../text/meanwhile.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Meanwhile } from './opened.ts'
import './notice.css'

/** What somebody else saved while the reader was writing, and what can be done: nothing of what was written is lost. */
export function MeanwhileNotice<T>(props: {
  of: Meanwhile<T>
  busy?: boolean
  /** Puts what the other one changed into what the reader has written. */
  onTakeOver: () => void
  /** Saves what the reader has written over it. */
  onOverwrite: () => void
}) {
  const { of, busy = false, onTakeOver, onOverwrite } = props
  const w = words(meanwhileWords)
  return (
    <Changed of={of}>
      <p>{w.kept}</p>
      <div class="row">
        <Button small busy={busy} onClick={onTakeOver}>
          {w.takeOver}
        </Button>
        <Button small busy={busy} onClick={onOverwrite}>
          {w.overwrite}
        </Button>
      </div>
    </Changed>
  )
}

/** Who changed what, and what stands now in its place. */
export function Changed<T>({ of: { change }, children }: { of: Meanwhile<T>; children: ComponentChildren }) {
  const w = words(meanwhileWords)
  const { authors, at, differences, more } = change
  const drawn = useRef<HTMLDivElement>(null)
  // It may stand below the window's edge, or that of a dialog.
  useEffect(() => drawn.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <div ref={drawn} class="meanwhile">
      <Notice tone="bad" title={w.title}>
        {at !== undefined && <p>{w.who(authors, moment(at))}</p>}
        {differences.length > 0 && <Differences differences={differences} more={more} />}
        {children}
      </Notice>
    </div>
  )
}

/** Says that it was taken over, where the button for it was. */
export function TakenOver() {
  const w = words(meanwhileWords)
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => said.current?.focus(), [])
  return (
    <p ref={said} class="note" tabIndex={-1} role="status">
      {w.takenOver}
    </p>
  )
}
