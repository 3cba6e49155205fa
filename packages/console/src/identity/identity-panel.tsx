import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import type { Settings } from '@espalier/core/schema'
import { percent } from '../format.ts'
import { Changed } from '../meanwhile/notice.tsx'
import { Meanwhile, type Opened } from '../meanwhile/opened.ts'
import { meanwhileWords } from '../text/meanwhile.ts'
import { changeSettings } from '../settings/wire.ts'
import { frameWords } from '../text/frame.ts'
import { identityWords } from '../text/identity.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/resource.ts'
import { Segmented } from '../ui/segmented.tsx'
import { AudienceForm } from './audience-form.tsx'
import { IdentityKeys } from './identity-keys.tsx'
import { SignedDays } from './signed-days.tsx'
import { signedShare } from './signed-share.ts'
import { SignSnippet } from './sign-snippet.tsx'
import { listIdentityKeys, readIdentityReport } from './wire.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'

const MODES = ['off', 'monitor', 'enforce'] as const

/** Signed identity: what is asked of browsers, how much of it they prove, and with which keys. */
export function IdentityPanel({ opened }: { opened: Opened<Settings> }) {
  const w = words(identityWords)
  const [known, setKnown] = useState(opened)
  const { mode, audience } = known.value.identity
  const [asked, setAsked] = useState(false)
  const [error, setError] = useState<ApiError>()
  const keys = useResource('identity-keys', listIdentityKeys)
  const report = useResource('identity-report', readIdentityReport)
  const live = keys.data?.filter(({ retiredAt }) => retiredAt === undefined) ?? []
  const share = report.data && signedShare(report.data)
  const change = async (next: Partial<Settings['identity']>) => {
    setError(undefined)
    setAsked(false)
    try {
      setKnown(await changeSettings({ identity: { ...known.value.identity, ...next } }, known))
      report.reload()
    } catch (reason) {
      if (reason instanceof Meanwhile) setKnown((reason as Meanwhile<Settings>).now)
      setError(reason as ApiError)
    }
  }
  return (
    <section id="identity" class="panel stack-16" aria-labelledby="identity-title">
      <div class="row">
        <h2 id="identity-title">{w.title}</h2>
        <span class="push">
          <Segmented
            key={`${mode}${asked}`}
            label={w.mode}
            value={mode}
            options={MODES.map((value) => ({ value, label: w.modes[value] }))}
            onChange={(next) => (next === 'enforce' ? setAsked(true) : void change({ mode: next }))}
          />
        </span>
      </div>
      <p class="note">{w.text}</p>
      <p role="status">{w.about[mode]}</p>
      {mode !== 'off' && keys.data && live.length === 0 && <p class="error">{w.noKey}</p>}
      {error instanceof Meanwhile ? (
        <Changed of={error}>
          <p>{words(meanwhileWords).now}</p>
        </Changed>
      ) : (
        error && (
          <p class="error" role="alert">
            {describeError(error, locale.value)}
          </p>
        )
      )}
      <Loaded from={report}>{(data) => <SignedDays report={data} />}</Loaded>
      <Loaded from={keys}>{(data) => <IdentityKeys keys={data} onChanged={keys.reload} />}</Loaded>
      <AudienceForm audience={audience} onSave={(next) => change({ audience: next })} />
      <SignSnippet audience={audience} kid={live.findLast(({ algorithm }) => algorithm === 'HS256')?.id ?? 'ik_...'} />
      {asked && (
        <Dialog title={w.enforceTitle} onClose={() => setAsked(false)}>
          <p>{share ? w.enforceText(percent(share)) : w.enforceUnknown}</p>
          <div class="actions">
            <Button onClick={() => setAsked(false)}>{words(frameWords).cancel}</Button>
            <Button kind="danger" onClick={() => void change({ mode: 'enforce' })}>
              {w.enforceYes}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
