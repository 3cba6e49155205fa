import { privacyWords } from '../text/privacy.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'

/** What to do when somebody asks for their data: the way to the pages on which it is handed out and deleted. */
export function PrivacyPanel() {
  const w = words(privacyWords)
  return (
    <section class="panel stack-16" aria-labelledby="privacy-title">
      <h2 id="privacy-title">{w.title}</h2>
      <p>{w.text}</p>
      <div class="row">
        <Button href="/console/people">{w.find}</Button>
        <Button href="/console/accounts">{w.findAccount}</Button>
      </div>
    </section>
  )
}
