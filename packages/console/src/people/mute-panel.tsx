import { useMemo } from 'preact/hooks'
import { SaveChange } from '../accounts/save-change.tsx'
import { UntilField } from '../accounts/until-field.tsx'
import { createDraft } from '../campaigns/draft.ts'
import { careWords } from '../text/care.ts'
import { words } from '../text/text.ts'
import { changeUser, type User } from './wire.ts'

/** Until when nothing is offered to one person, to read and to change. */
export function MutePanel({ person, zone }: { person: User; zone: string }) {
  const w = words(careWords)
  const draft = useMemo(() => createDraft(muteOf(person), () => new Map()), [person.id])
  const save = async () => draft.saved(muteOf(await changeUser(person.id, { mutedUntil: draft.value.value.mutedUntil ?? null })))
  return (
    <section class="panel stack-16" aria-labelledby="mute-title">
      <h2 id="mute-title">{w.personTitle}</h2>
      <p class="note">{w.personText}</p>
      <div class="care-form">
        <UntilField fields={draft} path="mutedUntil" label={w.mutedUntil} hint={w.mutedHint} zone={zone} />
      </div>
      <SaveChange draft={draft} onSave={save} />
    </section>
  )
}

function muteOf({ mutedUntil }: User): { mutedUntil?: string } {
  return { ...(mutedUntil && { mutedUntil }) }
}
