import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { day } from '../format.ts'
import { mergingWords } from '../text/merging.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { MergeDialog } from './merge-dialog.tsx'

/** What is part of an account, and the way to make the account part of another. */
export function MergePanel({ id, mergedFrom }: { id: string; mergedFrom: readonly { id: string; at: string }[] }) {
  const w = words(mergingWords)
  const { route } = useLocation()
  const [asked, setAsked] = useState(false)
  return (
    <section class="panel stack-16" aria-labelledby="merging-title">
      <h2 id="merging-title">{w.title}</h2>
      {mergedFrom.length > 0 && (
        <>
          <p>{w.parts}</p>
          <ul>
            {mergedFrom.map((one) => (
              <li key={one.id}>{w.part(one.id, day(one.at))}</li>
            ))}
          </ul>
        </>
      )}
      <p class="note">{w.text}</p>
      <div class="row">
        <Button kind="quiet" onClick={() => setAsked(true)}>
          {w.begin}
        </Button>
      </div>
      {asked && (
        <MergeDialog id={id} onMerged={(into) => route(`/console/accounts/${encodeURIComponent(into)}`)} onClose={() => setAsked(false)} />
      )}
    </section>
  )
}
