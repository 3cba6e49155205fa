import { useMemo, useState } from 'preact/hooks'
import { changesOf } from '../accounts/change.ts'
import { SaveChange } from '../accounts/save-change.tsx'
import { UntilField } from '../accounts/until-field.tsx'
import { createDraft } from '../campaigns/draft.ts'
import { careWords } from '../text/care.ts'
import { words } from '../text/text.ts'
import { changeUser, type User } from './wire.ts'

/** Until when nothing is offered to one person, to read and to change. */
export function MutePanel({ person, zone }: { person: User; zone: string }) {
  const w = words(careWords)
  const [before, setBefore] = useState(person.care ?? {})
  const draft = useMemo(() => createDraft(before, () => new Map()), [person.id])
  const save = async () => {
    const sent = draft.value.value
    const { care = {} } = await changeUser(person.id, changesOf(before, sent))
    setBefore(care)
    draft.saved(care, sent)
  }
  return (
    <section class="panel stack-16" aria-labelledby="mute-title">
      <h2 id="mute-title">{w.personTitle}</h2>
      <p class="note">{w.personText}</p>
      <div class="care-form">
        <UntilField fields={draft} path="mutedUntil" label={w.mutedUntil} hint={w.mutedHint} zone={zone} />
        <UntilField fields={draft} path="notAFitUntil" label={w.notAFitUntil} hint={w.personNotAFitHint} zone={zone} />
      </div>
      <SaveChange draft={draft} onSave={save} />
    </section>
  )
}
