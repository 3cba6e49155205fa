import { MOTIONS, heldOutShare } from '@espalier/core'
import type { Catalog, Settings, WidgetKind } from '@espalier/core/schema'
import { percent } from '../format.ts'
import { locale } from '../locale.ts'
import { campaignWords } from '../text/campaigns.ts'
import { editorWords } from '../text/editor.ts'
import { words } from '../text/text.ts'
import { Audience } from './audience.tsx'
import { BoundChoice, BoundNumber, BoundText } from './bound.tsx'
import type { Draft } from './draft.ts'
import { eventNames } from './rule-fields.ts'
import { Variants } from './variants.tsx'

/** Who, when, where, how often, who is left out, and what counts as success. */
export function RuleColumn(props: { draft: Draft; catalog: Catalog | undefined; settings: Settings | undefined }) {
  const { draft, catalog, settings } = props
  const w = words(editorWords)
  const c = words(campaignWords)
  const kind = draft.read('widget.kind') as WidgetKind
  return (
    <div class="stack-16">
      <BoundText draft={draft} path="name" label={w.name} />
      <BoundChoice draft={draft} path="motion" label={w.motion} options={MOTIONS.map((value) => ({ value, label: c.motions[value] }))} />
      <BoundText draft={draft} path="problemSolved" label={w.problem} hint={w.problemHint} lines />
      <Audience draft={draft} catalog={catalog} />
      <When draft={draft} catalog={catalog} />
      <Where draft={draft} catalog={catalog} kind={kind} />
      <HowOften draft={draft} kind={kind} />
      <BoundNumber draft={draft} path="priority" label={w.priority} hint={w.priorityHint} min={0} max={1000} fallback={100} />
      <HoldOut draft={draft} workspace={settings?.holdout} />
      <Goal draft={draft} catalog={catalog} />
      <Variants draft={draft} />
    </div>
  )
}

function When({ draft, catalog }: { draft: Draft; catalog: Catalog | undefined }) {
  const w = words(editorWords)
  const on = draft.read('trigger.on') ?? 'load'
  const start: Record<string, object> = {
    load: { on: 'load' },
    event: { on: 'event', event: eventNames(catalog)[0] ?? '' },
    feature: { on: 'feature', feature: catalog?.features[0]?.id ?? '' },
  }
  return (
    <div class="pair">
      <BoundChoice
        draft={draft}
        path="trigger.on"
        label={w.trigger}
        onChoose={(next) => draft.set('trigger', start[next])}
        options={[
          { value: 'load', label: w.onLoad },
          { value: 'event', label: w.onEvent },
          { value: 'feature', label: w.onFeature },
        ]}
      />
      {on === 'event' && <BoundText draft={draft} path="trigger.event" label={w.event} suggestions={eventNames(catalog)} />}
      {on === 'feature' && <FeatureChoice draft={draft} path="trigger.feature" catalog={catalog} />}
    </div>
  )
}

function Where({ draft, catalog, kind }: { draft: Draft; catalog: Catalog | undefined; kind: WidgetKind }) {
  const w = words(editorWords)
  const c = words(campaignWords)
  return (
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
      {kind === 'gate' && <FeatureChoice draft={draft} path="widget.feature" catalog={catalog} />}
      {(kind === 'modal' || kind === 'nps') && <p class="hint aside">{w.interruption}</p>}
    </div>
  )
}

function FeatureChoice({ draft, path, catalog }: { draft: Draft; path: string; catalog: Catalog | undefined }) {
  const w = words(editorWords)
  const chosen = String(draft.read(path) ?? '')
  const known = (catalog?.features ?? []).map((one) => ({ value: one.id, label: one.name[locale.value] }))
  const options = known.some((one) => one.value === chosen) ? known : [{ value: chosen, label: chosen }, ...known]
  return <BoundChoice draft={draft} path={path} label={w.feature} options={options} />
}

function HowOften({ draft, kind }: { draft: Draft; kind: WidgetKind }) {
  const w = words(editorWords)
  const show = draft.read('cadence.show')
  return (
    <>
      <div class="pair">
        <BoundChoice
          draft={draft}
          path="cadence.show"
          label={w.cadence}
          onChoose={(next) => {
            draft.set('cadence.days', next === 'every' ? 30 : undefined)
            draft.set('cadence.show', next)
          }}
          options={[
            { value: 'always', label: w.always },
            { value: 'once', label: w.once },
            { value: 'until-answered', label: w.untilAnswered },
            { value: 'every', label: w.everyDays },
          ]}
        />
        {show === 'every' && <BoundNumber draft={draft} path="cadence.days" label={w.everyDays} unit={w.days} min={1} max={3650} />}
        {show !== 'once' && <BoundNumber draft={draft} path="cadence.max" label={w.atMost} unit={w.times} min={1} max={1000} optional />}
      </div>
      {(kind === 'card' || kind === 'modal') && (
        <BoundNumber draft={draft} path="cadence.quiet.notNow" label={w.quiet} unit={w.days} min={0} max={3650} fallback={14} />
      )}
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
