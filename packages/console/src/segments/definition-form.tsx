import type { CustomEvent, Definitions } from '@espalier/core/schema'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Audience } from '../campaigns/audience.tsx'
import { BoundText } from '../campaigns/bound.tsx'
import type { Draft } from '../campaigns/draft.ts'
import { LeaveGuard } from '../campaigns/leave-guard.tsx'
import type { Names } from '../campaigns/names.ts'
import { PropertyLines } from '../campaigns/property-lines.tsx'
import { eventNames } from '../campaigns/rule-fields.ts'
import { frameWords } from '../text/frame.ts'
import { segmentWords } from '../text/segments.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { idOf } from './id-of.ts'
import type { List } from './used-by.ts'

/** One segment or counted event while it is written; `index` is its place in its list. */
export function DefinitionForm(props: {
  draft: Draft<Definitions>
  list: List
  index: number
  fresh: boolean
  names: Names
  /** How many campaigns follow a change. */
  used: number
  onSave: () => Promise<void>
  onCancel: () => void
}) {
  const { draft, list, index, fresh, names, used, onSave, onCancel } = props
  const w = words(segmentWords)
  const base = `${list}.${index}`
  const [name] = useState(() => String(draft.read(`${base}.name`)))
  const [ownId, setOwnId] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const taken = draft.value.value[list].flatMap(({ id }, at) => (at === index ? [] : [id]))
  // Until somebody writes an id, it follows the name.
  const follow = {
    ...draft,
    set: (path: string, value: unknown) => {
      draft.set(path, value)
      if (fresh && !ownId && path.endsWith('.name')) draft.set(`${base}.id`, idOf(String(value ?? ''), list.slice(0, -1), taken))
      if (path.endsWith('.id')) setOwnId(true)
    },
  }
  return (
    <section class="panel stack-16" aria-labelledby="definition-title">
      <h2 ref={title} id="definition-title" tabIndex={-1}>
        {fresh ? (list === 'segments' ? w.newSegment : w.newEvent) : w.editTitle(name)}
      </h2>
      {used > 0 && <p class="note">{w.affects(used)}</p>}
      <div class="pair">
        <BoundText draft={follow} path={`${base}.name`} label={w.name} />
        {fresh ? (
          <BoundText draft={follow} path={`${base}.id`} label={w.id} hint={w.idHint} />
        ) : (
          <div class="field">
            <span class="label">{w.id}</span>
            <p class="fixed">
              <code>{String(draft.read(`${base}.id`))}</code>
            </p>
          </div>
        )}
      </div>
      {list === 'segments' ? (
        <Audience draft={draft} path={`${base}.audience`} names={names} />
      ) : (
        <>
          <BoundText draft={draft} path={`${base}.event`} label={w.event} suggestions={eventNames(names.catalog)} />
          <PropertyLines
            value={draft.read(`${base}.where`) as CustomEvent['where']}
            path={`${base}.where`}
            errors={draft.errorsUnder(`${base}.where`)}
            onChange={(next) => draft.set(`${base}.where`, next ?? {})}
            onReadable={draft.setReadable}
          />
        </>
      )}
      <div class="row">
        <Button kind="primary" disabled={!draft.valid.value || !draft.dirty.value} onClick={() => void onSave()}>
          {w.save}
        </Button>
        <Button onClick={onCancel}>{words(frameWords).cancel}</Button>
      </div>
      <LeaveGuard dirty={draft.unkept.value} />
    </section>
  )
}
