import { useState } from 'preact/hooks'
import { identityWords } from '../text/identity.ts'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { ALGORITHMS, type Algorithm } from './wire.ts'

/** A form for one more key; `onAdd` answers whether it was added. */
export function NewIdentityKey({
  onAdd,
}: {
  onAdd: (key: { algorithm: Algorithm; label: string; publicKey?: string }) => Promise<boolean>
}) {
  const w = words(identityWords)
  const s = words(settingsWords)
  const [algorithm, setAlgorithm] = useState<Algorithm>('HS256')
  const add = async (form: HTMLFormElement) => {
    const data = new FormData(form)
    const publicKey = algorithm === 'HS256' ? {} : { publicKey: String(data.get('publicKey')) }
    if (await onAdd({ algorithm, label: String(data.get('label')), ...publicKey })) form.reset()
  }
  return (
    <form
      class="new-key identity-key"
      onSubmit={(event) => {
        event.preventDefault()
        void add(event.currentTarget)
      }}
    >
      <Field label={s.label}>{(field) => <input {...field} name="label" placeholder={s.newLabelHint} maxLength={80} required />}</Field>
      <Field label={w.algorithm}>
        {(field) => (
          <select {...field} value={algorithm} onChange={(event) => setAlgorithm(event.currentTarget.value as Algorithm)}>
            {ALGORITHMS.map((one) => (
              <option key={one} value={one}>
                {w.algorithms[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button type="submit">{w.add}</Button>
      {algorithm !== 'HS256' && (
        <div class="whole-row">
          <Field label={w.publicKey}>
            {(field) => (
              <textarea
                {...field}
                class="code"
                name="publicKey"
                rows={5}
                placeholder="-----BEGIN PUBLIC KEY-----"
                spellcheck={false}
                required
              />
            )}
          </Field>
        </div>
      )}
    </form>
  )
}
