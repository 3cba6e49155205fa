import { heldOutShare } from '@espalier/core'
import type { Catalog, Settings } from '@espalier/core/schema'
import { useState } from 'preact/hooks'
import { percent } from '../format.ts'
import { GuardrailForm } from '../guardrails/guardrail-form.tsx'
import { editorWords } from '../text/editor.ts'
import { frameWords } from '../text/frame.ts'
import { proofWords } from '../text/proof.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { BoundChoice, BoundNumber, BoundText } from './bound.tsx'
import { CostForm } from './cost-form.tsx'
import type { Draft } from './draft.ts'
import { eventNames } from './rule-fields.ts'
import { LeadChoice } from './lead-choice.tsx'
import { freshSeed } from './seed.ts'
import { Variants } from './variants.tsx'

/** What counts as success, who is left out to compare with, and who shares accounts out between arms, and what stops it. */
export function ProofForm(props: { draft: Draft; catalog: Catalog | undefined; settings: Settings | undefined }) {
  const { draft, catalog, settings } = props
  const w = words(proofWords)
  const assigned = draft.read('assignment') ?? 'hash'
  return (
    <>
      <Goal draft={draft} catalog={catalog} />
      {draft.read('widget.kind') !== 'nps' && <LeadChoice draft={draft} />}
      <HoldOut draft={draft} workspace={settings?.holdout} />
      <Variants draft={draft} />
      <BoundChoice
        draft={draft}
        path="assignment"
        label={w.assignment}
        hint={assigned === 'external' && w.assignmentHint}
        onChoose={(next) => draft.set('assignment', next)}
        options={Object.entries(w.assignments).map(([value, label]) => ({ value, label }))}
      />
      {assigned === 'hash' && <Seed draft={draft} />}
      <CostForm draft={draft} />
      <GuardrailForm draft={draft} usual={settings?.guardrails} />
    </>
  )
}

function HoldOut({ draft, workspace }: { draft: Draft; workspace: number | undefined }) {
  const w = words(editorWords)
  const own = Number(draft.read('holdout.share') ?? 0)
  const whole = workspace === undefined ? undefined : heldOutShare(workspace, own)
  const hint = workspace !== undefined && whole !== undefined && whole > 0 ? w.holdoutHint(percent(workspace), percent(whole)) : undefined
  return (
    <BoundNumber
      draft={draft}
      path="holdout.share"
      label={w.holdout}
      hint={hint ?? (whole === 0 && w.noHoldout)}
      unit="%"
      factor={100}
      min={0}
      max={90}
      fallback={0}
    />
  )
}

function Goal({ draft, catalog }: { draft: Draft; catalog: Catalog | undefined }) {
  const w = words(editorWords)
  const kind = draft.read('goal.kind')
  return (
    <div class="pair">
      <BoundChoice
        draft={draft}
        path="goal.kind"
        label={w.goal}
        onChoose={(next) => {
          draft.set('goal.event', next === 'event' ? (eventNames(catalog)[0] ?? '') : undefined)
          draft.set('goal.kind', next)
        }}
        options={Object.entries(w.goals).map(([value, label]) => ({ value, label }))}
      />
      {kind === 'event' && <BoundText draft={draft} path="goal.event" label={w.event} suggestions={eventNames(catalog)} />}
      <BoundNumber draft={draft} path="goal.windowDays" label={w.window} unit={w.days} min={1} max={365} fallback={14} />
    </div>
  )
}

function Seed({ draft }: { draft: Draft }) {
  const w = words(proofWords)
  const [before] = useState(() => draft.read('seed') as string | undefined)
  const [asked, setAsked] = useState(false)
  const seed = draft.read('seed') as string | undefined
  return (
    <div class="field">
      <span class="label">{w.seed}</span>
      <p class="hint">
        {w.seedKept} {seed !== undefined && w.seedNew(seed)}
      </p>
      <span>
        {seed === before ? (
          <Button small onClick={() => setAsked(true)}>
            {w.draw}
          </Button>
        ) : (
          <Button small onClick={() => draft.set('seed', before)}>
            {w.drawBack}
          </Button>
        )}
      </span>
      {asked && (
        <Dialog title={w.drawTitle} onClose={() => setAsked(false)}>
          <p>{w.drawText}</p>
          <div class="actions">
            <Button onClick={() => setAsked(false)}>{words(frameWords).cancel}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsked(false)
                draft.set('seed', freshSeed(String(draft.read('id')), before))
              }}
            >
              {w.drawYes}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}
