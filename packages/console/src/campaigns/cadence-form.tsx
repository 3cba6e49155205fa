import type { WidgetKind } from '@espalier/core/schema'
import { editorWords } from '../text/editor.ts'
import { words } from '../text/text.ts'
import { timingWords } from '../text/timing.ts'
import { Unfolded } from '../ui/unfolded.tsx'
import { BoundChoice, BoundNumber } from './bound.tsx'
import type { Draft } from './draft.ts'

/** Days of quiet after each answer, where the campaign names none. */
const QUIET = { notNow: 14, no: 90, accepted: 90 } as const

/** How often one person and one account may see it, and how long it stays away after an answer. */
export function CadenceForm({ draft, kind }: { draft: Draft; kind: WidgetKind }) {
  const e = words(editorWords)
  const w = words(timingWords)
  const show = draft.read('cadence.show')
  return (
    <>
      <div class="pair">
        <BoundChoice
          draft={draft}
          path="cadence.show"
          label={e.cadence}
          onChoose={(next) => {
            draft.set('cadence.days', next === 'every' ? 30 : undefined)
            draft.set('cadence.show', next)
          }}
          options={[
            { value: 'always', label: e.always },
            { value: 'once', label: e.once },
            { value: 'until-answered', label: e.untilAnswered },
            { value: 'every', label: e.everyDays },
          ]}
        />
        {show === 'every' && <BoundNumber draft={draft} path="cadence.days" label={e.everyDays} unit={w.days} min={1} max={3650} />}
        {show !== 'once' && <BoundNumber draft={draft} path="cadence.max" label={e.atMost} unit={w.times} min={1} max={1000} optional />}
      </div>
      <Unfolded title={w.perAccount} open={draft.read('cadence.account') !== undefined} hint={w.perAccountHint}>
        <div class="pair">
          <BoundNumber
            draft={draft}
            path="cadence.account.days"
            label={w.accountDays}
            unit={w.days}
            min={1}
            max={3650}
            optional
            tidy="cadence.account"
          />
          <BoundNumber
            draft={draft}
            path="cadence.account.max"
            label={w.accountMax}
            unit={w.times}
            min={1}
            max={10_000}
            optional
            tidy="cadence.account"
          />
        </div>
      </Unfolded>
      {(kind === 'card' || kind === 'modal') && (
        <Unfolded title={w.quiet} open={draft.read('cadence.quiet') !== undefined} hint={w.quietHint}>
          <div class="pair thirds">
            {(['notNow', 'no', 'accepted'] as const).map((one) => (
              <BoundNumber
                key={one}
                draft={draft}
                path={`cadence.quiet.${one}`}
                label={w.quietOf[one]}
                unit={w.days}
                min={0}
                max={3650}
                fallback={QUIET[one]}
              />
            ))}
          </div>
        </Unfolded>
      )}
    </>
  )
}
