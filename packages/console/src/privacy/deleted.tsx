import { count } from '../format.ts'
import { privacyWords } from '../text/privacy.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import type { ErasedAccount } from './wire.ts'

/** Stands in place of a person who was deleted just now. */
export function Deleted() {
  const w = words(privacyWords)
  return (
    <Page title={w.deletedPerson}>
      <Notice tone="good" title={w.doneTitle}>
        <p>{w.doneText}</p>
        <p>
          <Button href="/console/people">{w.back}</Button>
        </p>
      </Notice>
    </Page>
  )
}

/** Stands in place of an account that was deleted just now, and says who went with it. */
export function DeletedAccount({ done: { people, stay } }: { done: ErasedAccount }) {
  const { account: w } = words(privacyWords)
  return (
    <Page title={w.deleted}>
      <Notice tone="good" title={w.doneTitle}>
        <p>
          {w.donePeople(count(people.length))} {stay.length > 0 && w.doneStay(count(stay.length))}
        </p>
        <p>{w.doneText}</p>
        <p>
          <Button href="/console/accounts">{w.back}</Button>
        </p>
      </Notice>
    </Page>
  )
}
