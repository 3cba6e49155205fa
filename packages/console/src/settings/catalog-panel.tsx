import type { Catalog } from '@espalier/core/schema'
import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeMessage } from '../campaigns/problem.ts'
import { JsonEditor } from '../campaigns/json-editor.tsx'
import { LeaveGuard } from '../campaigns/leave-guard.tsx'
import { MeanwhileNotice, TakenOver } from '../meanwhile/notice.tsx'
import { Meanwhile, type Opened } from '../meanwhile/opened.ts'
import { same, takeOver } from '../meanwhile/take-over.ts'
import { leaveBy } from '../leaving.ts'
import { frameWords } from '../text/frame.ts'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { CatalogTables } from './catalog-tables.tsx'
import { EXAMPLE_CATALOG } from './example-catalog.ts'
import { saveCatalog } from './wire.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'

/** The catalogue as tables, or as JSON to change it; what the server refuses is named by its path. */
export function CatalogPanel({ opened, onSaved }: { opened: Opened<Catalog>; onSaved: () => void }) {
  const catalog = opened.value
  const w = words(settingsWords)
  const [known, setKnown] = useState(opened)
  const [draft, setDraft] = useState<unknown>()
  const [readable, setReadable] = useState(true)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<'saved' | 'taken-over'>()
  const [error, setError] = useState<ApiError>()
  const editing = draft !== undefined
  const empty = catalog.plans.length + catalog.features.length === 0
  const changed = editing && (!readable || !same(draft, known.value))
  const edit = (start: unknown) => {
    setKnown(opened)
    setDraft(start)
    setDone(undefined)
  }
  const stop = () => {
    setDraft(undefined)
    setError(undefined)
    setDone(undefined)
    // Somebody else's may have been looked at meanwhile.
    if (known !== opened) onSaved()
  }
  const takeTheirs = ({ now }: Meanwhile<Catalog>) => {
    setDraft(takeOver(known.value, draft, now.value))
    setKnown(now)
    setError(undefined)
    setDone('taken-over')
  }
  const save = async (over = known) => {
    setBusy(true)
    setError(undefined)
    setDone(undefined)
    try {
      await saveCatalog(draft, over)
      setDraft(undefined)
      setDone('saved')
      onSaved()
    } catch (reason) {
      setError(reason as ApiError)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section id="catalog" class="panel stack-16" aria-labelledby="catalog-title">
      <div class="row">
        <h2 id="catalog-title">{w.catalog}</h2>
        <span class="push">
          <Button small onClick={() => (editing ? leaveBy(stop) : edit(catalog))}>
            {editing ? w.view : w.edit}
          </Button>
        </span>
      </div>
      <p class="note">{w.catalogText}</p>
      {done === 'saved' && <Notice tone="good" title={w.saved} />}
      {!editing &&
        (empty ? (
          <div class="stack-16">
            <p>{w.noCatalog}</p>
            <p>
              <Button onClick={() => edit(EXAMPLE_CATALOG)}>{w.startFromExample}</Button>
            </p>
          </div>
        ) : (
          <CatalogTables catalog={catalog} />
        ))}
      {editing && (
        <>
          {error instanceof Meanwhile && (
            <MeanwhileNotice
              of={error}
              busy={busy || !readable}
              onTakeOver={() => takeTheirs(error)}
              onOverwrite={() => void save(error.now)}
            />
          )}
          {done === 'taken-over' && <TakenOver />}
          {error && !(error instanceof Meanwhile) && error.issues.length === 0 && (
            <Notice tone="bad" title={words(frameWords).failed}>
              <p>{describeError(error, locale.value)}</p>
            </Notice>
          )}
          <JsonEditor
            label={w.catalog}
            value={draft}
            path=""
            errors={(error?.issues ?? []).map(({ field, message }) => ({ path: field, message: describeMessage(message, locale.value) }))}
            onChange={setDraft}
            onReadable={setReadable}
          />
          <div class="row">
            <Button kind="primary" busy={busy} disabled={!readable || !changed} onClick={() => void save()}>
              {w.save}
            </Button>
            <Button onClick={stop}>{words(frameWords).cancel}</Button>
          </div>
        </>
      )}
      <LeaveGuard dirty={changed} />
    </section>
  )
}
