import { useEffect, useRef, useState } from 'preact/hooks'
import { count, month as writeMonth } from '../format.ts'
import { surveyWords } from '../text/surveys.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Tag } from '../ui/tag.tsx'
import type { SurveyReport } from './wire.ts'

const TONES = { promoter: 'good', passive: 'plain', detractor: 'warn' } as const
/** Comments that are there from the start. */
const FIRST = 10

/** What people wrote, newest first. The file has those, too, that are not listed. */
export function Comments({ comments, commentsInAll }: Pick<SurveyReport, 'comments' | 'commentsInAll'>) {
  const w = words(surveyWords)
  const [all, setAll] = useState(false)
  const next = useRef<HTMLLIElement>(null)
  // The button that was pressed is gone; reading goes on where the list did.
  useEffect(() => {
    if (all) next.current?.focus()
  }, [all])
  const listed = all ? comments : comments.slice(0, FIRST)
  return (
    <section class="panel" aria-labelledby="comments-title">
      <h2 id="comments-title">{w.comments}</h2>
      {comments.length === 0 ? (
        <p class="note">{w.noComments}</p>
      ) : (
        <ul class="comments">
          {listed.map((one, index) => (
            <li key={index} {...(index === FIRST && { ref: next, tabIndex: -1 })}>
              <p>{one.text}</p>
              <p class="note">
                <Tag tone={TONES[one.group]}>{w.opinions[one.group]}</Tag> {writeMonth(one.month)}
              </p>
            </li>
          ))}
        </ul>
      )}
      {listed.length < comments.length && (
        <p>
          <Button small onClick={() => setAll(true)}>
            {comments.length < commentsInAll ? w.newestComments(count(comments.length)) : w.allComments(count(comments.length))}
          </Button>
        </p>
      )}
      {comments.length < commentsInAll && <p class="note">{w.moreComments(count(commentsInAll))}</p>}
    </section>
  )
}
