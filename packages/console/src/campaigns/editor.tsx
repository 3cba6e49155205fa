import type { CampaignInput, Settings } from '@espalier/core/schema'
import { useSignal } from '@preact/signals'
import { lazy, Suspense } from 'preact/compat'
import { useMemo, useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { locale } from '../locale.ts'
import { PausedNotice } from '../guardrails/paused-notice.tsx'
import { editorWords } from '../text/editor.ts'
import { frameWords } from '../text/frame.ts'
import { proofWords } from '../text/proof.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ContentColumn } from './content-column.tsx'
import type { ContentPath } from './content-path.ts'
import { createDraft, type Draft } from './draft.ts'
import { EndDialog, PublishDialog } from './editor-dialogs.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import type { Names } from './names.ts'
import { PlainWords } from './plain-words.tsx'
import { Preview } from './preview.tsx'
import { ProofForm } from './proof-form.tsx'
import { RankForm } from './rank-form.tsx'
import { RuleColumn } from './rule-column.tsx'
import { StateTag } from './state-tag.tsx'
import { unknownFeatures } from './unknown-features.ts'
import { changeState, publishDraft, saveDraft, type CampaignDraft } from './wire.ts'
import { describeError } from '../describe-error.ts'
import { labelOf } from '../ui/label-of.ts'

const Foresight = lazy(() => import('../replay/foresight.tsx').then((module) => ({ default: module.Foresight })))

/** Rule, content and live preview of one campaign, and what can be done with it. */
export function Editor(props: { record: CampaignDraft; known: Omit<Names, 'locale'>; settings: Settings | undefined }) {
  const { record: initial, known, settings } = props
  const { catalog } = known
  const names: Names = { ...known, locale: locale.value }
  const w = words(editorWords)
  const p = words(proofWords)
  const draft = useMemo(() => createDraft(initial.draft as CampaignInput), [])
  const [record, setRecord] = useState(initial)
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<'publish' | 'end'>()
  const [done, setDone] = useState<string>()
  const [error, setError] = useState<ApiError>()
  const path = useSignal<ContentPath>('widget.content')
  // A variant that was taken away leaves nothing to edit.
  const variant = /^variants\.(\d+)/.exec(path.value)?.[1]
  if (variant !== undefined && !draft.read(`variants.${variant}`)) path.value = 'widget.content'

  const act = async (work: () => Promise<string | undefined>) => {
    setBusy(true)
    setError(undefined)
    setDone(undefined)
    setAsked(undefined)
    try {
      setDone(await work())
    } catch (reason) {
      const failure = reason as ApiError
      setError(failure)
      draft.complain(failure.issues ?? [])
    } finally {
      setBusy(false)
    }
  }
  const save = (known?: CampaignDraft) => async () => {
    const sent = draft.value.value
    const saved = await saveDraft(sent, known)
    setRecord(saved)
    draft.saved(saved.draft as CampaignInput, sent)
    return w.saved
  }
  const publish = async () => {
    if (draft.dirty.value || record.version === 0) await save(record)()
    const { version, changed, updatedAt } = await publishDraft(record.id)
    setRecord((before) => ({ ...before, version, state: 'running', updatedAt }))
    return changed ? w.published(version) : w.publishedBefore(version)
  }
  const change = (state: 'running' | 'paused' | 'ended', said: string, reason?: string) => async () => {
    setRecord({ ...record, ...(await changeState(record.id, state, reason)) })
    return said
  }
  const blocked = !draft.valid.value
  const { state, version } = record
  const context = { ...known, workspaceHoldout: settings?.holdout, zone: settings?.zone }

  // Not a component of its own: it would be another one with every letter that is written, and its buttons would lose the focus.
  const actions = (
    <>
      <StateTag state={state} />
      <span class="note">{version === 0 ? w.unpublished : w.version(version)}</span>
      <span class="note dirty" role="status">
        {draft.dirty.value ? w.unsaved : ''}
      </span>
      {version > 0 && <Button href={`/console/campaigns/${record.id}/report`}>{w.report}</Button>}
      {(state === 'running' || state === 'paused') && (
        <Button busy={busy} onClick={() => void act(state === 'running' ? change('paused', w.paused) : change('running', w.resumed))}>
          {state === 'running' ? w.pause : w.resume}
        </Button>
      )}
      {(state === 'running' || state === 'paused' || state === 'auto-paused') && (
        <Button kind="danger" busy={busy} onClick={() => setAsked('end')}>
          {w.end}
        </Button>
      )}
      <Button busy={busy} disabled={blocked || !draft.dirty.value} onClick={() => void act(save(record))}>
        {w.save}
      </Button>
      <Button kind="primary" busy={busy} disabled={blocked || state === 'auto-paused'} onClick={() => setAsked('publish')}>
        {w.publish}
      </Button>
    </>
  )
  return (
    <Page title={record.draft.name} wide above={<a href="/console/campaigns">← {w.back}</a>} beside={actions}>
      <div class="stack-16 editor">
        {done && <Notice tone="good" title={done} />}
        {error && (
          <Notice tone="bad" title={words(frameWords).failed}>
            <p>{describeError(error, locale.value, labelOf)}</p>
            {error.code === 'changed-meanwhile' && (
              <Button small busy={busy} onClick={() => void act(save())}>
                {w.saveOver}
              </Button>
            )}
          </Notice>
        )}
        {state === 'auto-paused' && (
          <PausedNotice campaign={record.id} busy={busy} onLift={(reason) => void act(change('running', w.resumed, reason))} />
        )}
        {draft.problems.value > 0 && <Problems draft={draft} />}
        {catalog && <UnknownFeatures ids={unknownFeatures(draft.value.value, catalog)} />}
        <PlainWords campaign={draft.value.value} context={context} />
        <div class="columns">
          <section class="panel" aria-labelledby="rule-title">
            <h2 id="rule-title">{w.rule}</h2>
            <RuleColumn draft={draft} names={names} settings={settings} />
          </section>
          <div class="stack-16">
            <section class="panel" aria-labelledby="content-title">
              <h2 id="content-title">{w.content}</h2>
              <ContentColumn draft={draft} path={path} />
            </section>
            <section class="panel stack-16" aria-labelledby="proof-title">
              <h2 id="proof-title">{p.parts.proof}</h2>
              <ProofForm draft={draft} catalog={catalog} settings={settings} />
            </section>
            <section class="panel stack-16" aria-labelledby="rank-title">
              <h2 id="rank-title">{p.parts.rank}</h2>
              <RankForm draft={draft} />
            </section>
          </div>
          <section class="panel preview-panel" aria-labelledby="preview-title">
            <h2 id="preview-title">{w.preview}</h2>
            <Preview draft={draft} path={path} catalog={catalog} />
          </section>
        </div>
        <Suspense fallback={null}>
          <Foresight campaign={draft.value.value} names={names} ready={!blocked} workspaceHoldout={settings?.holdout} />
        </Suspense>
      </div>
      <LeaveGuard dirty={draft.unkept.value} />
      {asked === 'publish' && (
        <PublishDialog
          campaign={draft.value.value}
          version={version + 1}
          context={context}
          unsaved={draft.dirty.value}
          onYes={() => void act(publish)}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked === 'end' && <EndDialog onYes={() => void act(change('ended', w.ended))} onClose={() => setAsked(undefined)} />}
    </Page>
  )
}

function UnknownFeatures({ ids }: { ids: string[] }) {
  const w = words(editorWords)
  if (ids.length === 0) return null
  return (
    <Notice tone="warn" title={w.unknownFeatures(ids)}>
      <p>
        {w.unknownFeaturesHelp} <a href="/console/settings/catalog">{w.toCatalog}</a>
      </p>
    </Notice>
  )
}

function Problems({ draft }: { draft: Draft }) {
  const w = words(editorWords)
  return (
    <div class="notice warn" role="status">
      <p class="notice-title">{w.wrong(draft.problems.value)}</p>
      <Button small onClick={goToFirst}>
        {w.goTo}
      </Button>
    </div>
  )
}

function goToFirst(): void {
  const first = document.querySelector<HTMLElement>('.editor [aria-invalid]')
  first?.scrollIntoView({ block: 'center' })
  first?.focus()
}
