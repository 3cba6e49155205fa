import { VerdictTag } from '../debugger/verdict-tag.tsx'
import { debuggerHref } from '../debugger/question.ts'
import { moment } from '../format.ts'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import type { SampleDecision } from './wire.ts'

/** Decisions of the replay, each to be opened in the debugger at its moment. */
export function Samples({ samples, campaign }: { samples: readonly SampleDecision[]; campaign: string }) {
  const w = words(replayWords)
  if (samples.length === 0) return null
  return (
    <details>
      <summary>{w.samples}</summary>
      <div class="stack-16">
        <p class="note">{w.samplesText}</p>
        <Table
          caption={w.samples}
          dense
          columns={[
            { key: 'person', head: w.person },
            { key: 'account', head: w.account },
            { key: 'when', head: w.when },
            { key: 'page', head: w.page },
            { key: 'verdict', head: w.verdict },
            { key: 'look', head: w.look },
          ]}
          rows={samples.map(({ user, account, at, verdict, path }) => ({
            key: `${user} ${at}`,
            cells: {
              person: user,
              account: account === user ? '–' : account,
              when: <time dateTime={at}>{moment(at)}</time>,
              page: path ? <code>{path}</code> : '–',
              verdict: <VerdictTag verdict={verdict} />,
              look: <a href={debuggerHref({ user, account, at, url: path ?? '', campaign })}>{w.look}</a>,
            },
          }))}
        />
      </div>
    </details>
  )
}
