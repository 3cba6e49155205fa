import { useState } from 'preact/hooks'
import { privacyWords } from '../text/privacy.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { eraseAccount, eraseUser, exportHref, type ErasedAccount } from './wire.ts'

/** What is kept of a person, to be handed out or deleted. */
export function PersonData({ id, onDeleted }: { id: string; onDeleted: () => void }) {
  const w = words(privacyWords)
  const [asked, setAsked] = useState(false)
  return (
    <section class="panel stack-16" aria-labelledby="data-title">
      <h2 id="data-title">{w.title}</h2>
      <p class="note">{w.personText}</p>
      <div class="row">
        <Button href={exportHref('users', id)}>{w.export}</Button>
        <Button kind="quiet" onClick={() => setAsked(true)}>
          {w.delete}
        </Button>
      </div>
      {asked && <DeleteDialog id={id} told={w} erase={() => eraseUser(id).then(onDeleted)} onClose={() => setAsked(false)} />}
    </section>
  )
}

/** What is kept of an account, to be handed out or deleted. */
export function AccountData({ id, onDeleted }: { id: string; onDeleted: (done: ErasedAccount) => void }) {
  const w = words(privacyWords)
  const [asked, setAsked] = useState(false)
  return (
    <section class="panel stack-16" aria-labelledby="data-title">
      <h2 id="data-title">{w.accountTitle}</h2>
      <p class="note">{w.accountText}</p>
      <div class="row">
        <Button href={exportHref('accounts', id)}>{w.export}</Button>
        <Button kind="quiet" onClick={() => setAsked(true)}>
          {w.account.delete}
        </Button>
      </div>
      {asked && <DeleteDialog id={id} told={w.account} erase={() => eraseAccount(id).then(onDeleted)} onClose={() => setAsked(false)} />}
    </section>
  )
}
