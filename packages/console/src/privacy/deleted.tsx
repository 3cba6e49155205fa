import { privacyWords } from '../text/privacy.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'

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
