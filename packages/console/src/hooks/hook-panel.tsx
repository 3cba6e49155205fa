import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { frameWords } from '../text/frame.ts'
import { hookWords } from '../text/hooks.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { HookMessages } from './hook-messages.tsx'
import { Topics } from './topics.tsx'
import { chooseTopics, removeHook, saveHook, testHook, type HookStatus } from './wire.ts'

/** Where the owner is told of pauses: the address, its secret once, a test, and what became of the last messages. */
export function HookPanel({ initial }: { initial: HookStatus }) {
  const w = words(hookWords)
  const [status, setStatus] = useState(initial)
  const [url, setUrl] = useState(initial.endpoint?.url ?? '')
  const [secret, setSecret] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<'renew' | 'remove'>()
  const [error, setError] = useState<ApiError>()
  const saved = status.endpoint
  const act = async (work: () => Promise<HookStatus>) => {
    setBusy(true)
    setError(undefined)
    setAsked(undefined)
    try {
      const next = await work()
      setStatus(next)
      if (next.secret !== undefined || next.endpoint === null) setSecret(next.secret)
      if (next.endpoint?.url !== saved?.url) setUrl(next.endpoint?.url ?? '')
    } catch (reason) {
      setError(reason as ApiError)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section id="hook" class="panel stack-16" aria-labelledby="hook-title">
      <h2 id="hook-title">{w.title}</h2>
      <p class="note">{w.text}</p>
      {secret && (
        <Notice tone="good" title={w.shownOnce}>
          <code class="fresh-key">{secret}</code>
          <CopyButton text={secret} />
        </Notice>
      )}
      <form
        class="stack-16"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void act(() => saveHook(url.trim()))
        }}
      >
        <Field
          label={w.url}
          hint={w.urlHint}
          error={error && describeError(error, locale.value, (field) => (field === 'url' ? '' : undefined))}
        >
          {(field) => (
            <input
              {...field}
              type="url"
              inputMode="url"
              placeholder="https://hooks.example.com/espalier"
              value={url}
              onInput={(event) => setUrl(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="row">
          <Button type="submit" busy={busy} disabled={url.trim() === '' || url.trim() === saved?.url}>
            {w.save}
          </Button>
          {saved && (
            <>
              <Button busy={busy} onClick={() => void act(testHook)}>
                {w.test}
              </Button>
              <Button kind="quiet" onClick={() => setAsked('renew')}>
                {w.renew}
              </Button>
              <Button kind="danger" onClick={() => setAsked('remove')}>
                {w.remove}
              </Button>
            </>
          )}
        </div>
      </form>
      {saved && <Topics chosen={saved.topics} busy={busy} onChoose={(topics) => void act(() => chooseTopics(saved.url, topics))} />}
      {(saved || status.messages.length > 0) && <HookMessages messages={status.messages} />}
      {asked && (
        <Dialog title={asked === 'renew' ? w.renewTitle : w.removeTitle} onClose={() => setAsked(undefined)}>
          <p>{asked === 'renew' ? w.renewText : w.removeText}</p>
          <div class="actions">
            <Button onClick={() => setAsked(undefined)}>{words(frameWords).cancel}</Button>
            {asked === 'renew' ? (
              <Button kind="primary" onClick={() => void act(() => saveHook(saved?.url ?? '', true))}>
                {w.renewYes}
              </Button>
            ) : (
              <Button kind="danger" onClick={() => void act(removeHook)}>
                {w.removeYes}
              </Button>
            )}
          </div>
        </Dialog>
      )}
    </section>
  )
}
