import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { day } from '../format.ts'
import { frameWords } from '../text/frame.ts'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Table } from '../ui/table.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { createKey, revokeKey, type ApiKey } from './wire.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { labelOf } from '../ui/label-of.ts'

/** The keys by their first characters; a new one is shown in full once. */
export function Keys(props: { keys: ApiKey[]; onChanged: () => void; onPublicKey: (key: string | undefined) => void }) {
  const { keys, onChanged, onPublicKey } = props
  const w = words(settingsWords)
  const [fresh, setFresh] = useState<string>()
  const [asked, setAsked] = useState<ApiKey>()
  const [error, setError] = useState<ApiError>()
  /** Whether it was done. */
  const act = async (work: () => Promise<void>): Promise<boolean> => {
    setError(undefined)
    try {
      await work()
      onChanged()
      return true
    } catch (reason) {
      setError(reason as ApiError)
      return false
    }
  }
  return (
    <section class="panel stack-16" aria-labelledby="keys-title">
      <h2 id="keys-title">{w.keys}</h2>
      <p class="note">{w.keysText}</p>
      {fresh && (
        <Notice tone="good" title={w.shownOnce}>
          <code class="fresh-key">{fresh}</code>
          <CopyButton text={fresh} />
        </Notice>
      )}
      <Table
        caption={w.keys}
        columns={[
          { key: 'label', head: w.label },
          { key: 'key', head: w.key },
          { key: 'kind', head: w.kind },
          { key: 'created', head: w.created },
          { key: 'state', head: w.state },
        ]}
        rows={keys.map((one) => ({
          key: one.id,
          cells: {
            label: one.label,
            key: <code>{one.prefix}…</code>,
            kind: w.kinds[one.kind],
            created: Date.parse(one.createdAt) === 0 ? '–' : day(one.createdAt),
            state: one.revokedAt ? (
              w.revoked(day(one.revokedAt))
            ) : one.id.startsWith('demo-') ? (
              w.active
            ) : (
              <Button small kind="danger" label={w.revokeKey(one.label)} onClick={() => setAsked(one)}>
                {w.revoke}
              </Button>
            ),
          },
        }))}
      />
      {error && (
        <p class="error" role="alert">
          {describeError(error, locale.value, labelOf)}
        </p>
      )}
      <NewKey
        onCreate={(kind, label) =>
          act(async () => {
            const { key } = await createKey(kind, label)
            setFresh(key)
            if (kind === 'public') onPublicKey(key)
          })
        }
      />
      {asked && (
        <Dialog title={w.revokeTitle(asked.label)} onClose={() => setAsked(undefined)}>
          <p>{w.revokeText}</p>
          <div class="actions">
            <Button onClick={() => setAsked(undefined)}>{words(frameWords).cancel}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsked(undefined)
                void act(async () => {
                  await revokeKey(asked.id)
                  if (!fresh?.startsWith(asked.prefix)) return
                  setFresh(undefined)
                  onPublicKey(undefined)
                })
              }}
            >
              {w.revokeYes}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}

function NewKey({ onCreate }: { onCreate: (kind: ApiKey['kind'], label: string) => Promise<boolean> }) {
  const w = words(settingsWords)
  return (
    <form
      class="new-key"
      onSubmit={(event) => {
        event.preventDefault()
        const form = event.currentTarget
        const data = new FormData(form)
        void onCreate(data.get('kind') === 'secret' ? 'secret' : 'public', String(data.get('label'))).then((made) => made && form.reset())
      }}
    >
      <Field label={w.label}>{(field) => <input {...field} name="label" placeholder={w.newLabelHint} maxLength={80} required />}</Field>
      <Field label={w.kind}>
        {(field) => (
          <select {...field} name="kind">
            <option value="public">{w.kinds.public}</option>
            <option value="secret">{w.kinds.secret}</option>
          </select>
        )}
      </Field>
      <Button type="submit">{w.newKey}</Button>
    </form>
  )
}
