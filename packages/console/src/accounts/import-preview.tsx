import { describeMessage } from '../campaigns/problem.ts'
import { count } from '../format.ts'
import { locale } from '../locale.ts'
import { importWords } from '../text/import.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Table } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import type { ImportAnswer } from './import-wire.ts'

/** Wrong lines that are shown at once. */
const SHOWN = 50
const TONES = { applied: 'good', stale: 'plain', duplicate: 'plain', rejected: 'bad' } as const

/** What a file would do: how many states, and each wrong line with what is wrong. */
export function ImportPreview({ answer: { counts, lines }, onYes }: { answer: ImportAnswer; onYes: () => void }) {
  const w = words(importWords)
  const wrong = lines.filter((one) => one.error)
  const news = counts.applied + counts.stale
  return (
    <>
      <p class="row">
        <strong>{w.found(count(lines.length))}</strong>
        {(['applied', 'stale', 'duplicate', 'rejected'] as const).flatMap((status) =>
          counts[status] > 0 ? (
            <Tag key={status} tone={TONES[status]}>
              {w.counts[status](count(counts[status]))}
            </Tag>
          ) : (
            []
          ),
        )}
      </p>
      {wrong.length > 0 ? (
        <>
          <Notice tone="bad" title={w.wrongTitle}>
            <p>{w.wrongText}</p>
          </Notice>
          <Table
            caption={w.wrongTitle}
            dense
            columns={[
              { key: 'line', label: w.line, head: w.line },
              { key: 'field', label: w.field, head: w.field },
              { key: 'problem', label: w.problem, head: w.problem },
            ]}
            rows={wrong.slice(0, SHOWN).map((one) => ({
              key: `${one.line}`,
              cells: {
                line: count(one.line),
                field: one.error?.field ? <code>{one.error.field}</code> : w.whole,
                problem: describeMessage(one.error?.message ?? '', locale.value),
              },
            }))}
          />
          {wrong.length > SHOWN && <p class="note">{w.more(count(wrong.length - SHOWN))}</p>}
        </>
      ) : news > 0 ? (
        <div>
          <Button kind="primary" onClick={onYes}>
            {w.yes(count(news))}
          </Button>
        </div>
      ) : (
        <p class="note">{w.nothing}</p>
      )}
    </>
  )
}
