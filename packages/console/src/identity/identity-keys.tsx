import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { day } from '../format.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { frameWords } from '../text/frame.ts'
import { identityWords } from '../text/identity.ts'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { Table } from '../ui/table.tsx'
import { NewIdentityKey } from './new-identity-key.tsx'
import { addIdentityKey, retireIdentityKey, type IdentityKey } from './wire.ts'
import { describeError } from '../describe-error.ts'
import { locale } from '../locale.ts'
import { labelOf } from '../ui/label-of.ts'

const MOST_LIVE = 2

/** The keys of signed identity: adding one, and retiring the one before it. */
export function IdentityKeys({ keys, onChanged }: { keys: IdentityKey[]; onChanged: () => void }) {
  const w = words(identityWords)
  const s = words(settingsWords)
  const [secret, setSecret] = useState<string>()
  const [asked, setAsked] = useState<IdentityKey>()
  const [error, setError] = useState<ApiError>()
  const live = keys.filter(({ retiredAt }) => retiredAt === undefined)
  const act = async (work: () => Promise<void>) => {
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
    <section class="settings-part" aria-labelledby="identity-keys-title">
      <h3 id="identity-keys-title">{w.keys}</h3>
      <p class="note">{w.keysText}</p>
      {secret && (
        <Notice tone="good" title={w.secretOnce}>
          <code class="fresh-key">{secret}</code>
          <CopyButton text={secret} />
        </Notice>
      )}
      {keys.length === 0 ? (
        <p>{w.noKeys}</p>
      ) : (
        <Table
          caption={w.keys}
          columns={[
            { key: 'label', head: s.label, label: s.label },
            { key: 'kid', head: w.kid },
            { key: 'algorithm', head: w.algorithm },
            { key: 'created', head: s.created, label: s.created },
            { key: 'state', head: s.state, label: s.state },
          ]}
          rows={keys.map((one) => ({
            key: one.id,
            cells: {
              label: one.label,
              kid: <code>{one.id}</code>,
              algorithm: one.algorithm,
              created: day(one.createdAt),
              state: one.retiredAt ? (
                w.retired(day(one.retiredAt))
              ) : (
                <Button small kind="danger" label={w.retireKey(one.label)} onClick={() => setAsked(one)}>
                  {w.retire}
                </Button>
              ),
            },
          }))}
        />
      )}
      {error && (
        <p class="error" role="alert">
          {describeError(error, locale.value, labelOf)}
        </p>
      )}
      {live.length >= MOST_LIVE ? (
        <p class="note">{w.full}</p>
      ) : (
        <NewIdentityKey
          onAdd={(key) =>
            act(async () => {
              setSecret((await addIdentityKey(key)).secret)
            })
          }
        />
      )}
      {asked && (
        <Dialog title={w.retireTitle(asked.label)} onClose={() => setAsked(undefined)}>
          <p>{w.retireText}</p>
          <div class="actions">
            <Button onClick={() => setAsked(undefined)}>{words(frameWords).cancel}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsked(undefined)
                void act(async () => {
                  await retireIdentityKey(asked.id)
                  setSecret(undefined)
                })
              }}
            >
              {w.retireYes}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
