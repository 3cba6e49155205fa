import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from './failure.tsx'
import type { OnDemand } from './on-demand.ts'
import './replay.css'

/** A panel whose content comes when it is asked for, and says when it is out of date. */
export function AskedPanel<T>(props: {
  title: string
  about: string
  /** What the question is made of, where the draft alone does not say it. */
  fields?: ComponentChildren
  ask: string
  askAgain: string
  waiting: string
  ready: boolean
  from: OnDemand<T>
  children: (answer: T) => ComponentChildren
}) {
  const { title, about, fields, ask, askAgain, waiting, ready, from, children } = props
  const w = words(replayWords)
  const id = useId()
  return (
    <section class="panel stack-16" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p class="note">{about}</p>
      {fields}
      <p class="row">
        <Button disabled={!ready} busy={from.busy} onClick={from.ask}>
          {from.answer === undefined ? ask : askAgain}
        </Button>
        <span class="note" role="status">
          {from.busy ? waiting : !ready ? w.invalid : from.stale ? w.stale : ''}
        </span>
      </p>
      {from.error && <Failure error={from.error} />}
      {from.answer !== undefined && <div class="stack-24">{children(from.answer)}</div>}
    </section>
  )
}
