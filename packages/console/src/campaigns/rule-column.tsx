import { costOf, MOTIONS } from '@espalier/core'
import type { Settings, WidgetKind } from '@espalier/core/schema'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { decimal } from '../format.ts'
import { campaignWords } from '../text/campaigns.ts'
import { editorWords } from '../text/editor.ts'
import { proofWords } from '../text/proof.ts'
import { words } from '../text/text.ts'
import { triggerWords } from '../text/triggers.ts'
import { Audience } from './audience.tsx'
import { BoundChoice, BoundNumber, BoundText } from './bound.tsx'
import { CadenceForm } from './cadence-form.tsx'
import type { Draft } from './draft.ts'
import { FeatureChoice } from './feature-choice.tsx'
import type { Names } from './names.ts'
import { ScheduleForm } from './schedule-form.tsx'
import { TriggerForm } from './trigger-form.tsx'

/** Why, who, when, where and how often. */
export function RuleColumn(props: { draft: Draft; names: Names; settings: Settings | undefined }) {
  const { draft, names, settings } = props
  const w = words(editorWords)
  const p = words(proofWords)
  const c = words(campaignWords)
  const kind = draft.read('widget.kind') as WidgetKind
  return (
    <div class="rule-parts">
      <Part title={p.parts.purpose}>
        <BoundText draft={draft} path="name" label={w.name} />
        <BoundChoice draft={draft} path="motion" label={w.motion} options={MOTIONS.map((value) => ({ value, label: c.motions[value] }))} />
        <BoundText draft={draft} path="problemSolved" label={w.problem} hint={w.problemHint} lines />
        <BoundText draft={draft} path="owner" label={w.owner} hint={w.ownerHint} optional />
        <FeatureChoice draft={draft} path="feature" names={names} label={p.about} hint={p.aboutHint} none={p.aboutNothing} />
      </Part>
      <Part title={p.parts.who}>
        <Audience draft={draft} names={names} />
      </Part>
      <Part title={p.parts.when}>
        <TriggerForm draft={draft} names={names} settings={settings} />
        <ScheduleForm draft={draft} workspaceZone={settings?.zone ?? 'UTC'} />
      </Part>
      <Part title={p.parts.where}>
        <Where draft={draft} names={names} kind={kind} />
      </Part>
      <Part title={p.parts.often}>
        <CadenceForm draft={draft} kind={kind} />
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId()
  return (
    <section class="rule-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}

function Where({ draft, names, kind }: { draft: Draft; names: Names; kind: WidgetKind }) {
  const w = words(editorWords)
  const c = words(campaignWords)
  const p = words(proofWords)
  const usual = costOf({ kind })
  return (
    <>
      <div class="pair">
        {kind === 'card' || kind === 'modal' ? (
          <BoundChoice
            draft={draft}
            path="widget.kind"
            label={w.kind}
            // Both kinds say the same; only the card needs a place on the page.
            onChoose={(next) =>
              draft.set('widget', { kind: next, ...(next === 'card' && { slot: '' }), content: draft.read('widget.content') })
            }
            options={(['card', 'modal'] as const).map((value) => ({ value, label: c.kinds[value] }))}
          />
        ) : (
          <div class="field">
            <span class="label">{w.kind}</span>
            <p class="fixed">{c.kinds[kind]}</p>
          </div>
        )}
        {kind === 'card' && <BoundText draft={draft} path="widget.slot" label={w.slot} hint={w.slotHint} />}
        {kind === 'gate' && <FeatureChoice draft={draft} path="widget.feature" names={names} label={words(triggerWords).feature} />}
        {(kind === 'modal' || kind === 'nps') && <p class="hint aside">{w.interruption}</p>}
      </div>
      <BoundNumber draft={draft} path="widget.cost" label={p.cost} hint={p.costHint(decimal(usual))} min={0} max={5} fallback={usual} />
    </>
  )
}
