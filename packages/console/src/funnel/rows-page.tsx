import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { count, moment } from '../format.ts'
import { locale } from '../locale.ts'
import { funnelWords } from '../text/funnel.ts'
import { homeWords } from '../text/home.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Listing } from '../ui/listing.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Table } from '../ui/table.tsx'
import { funnelHref, questionOf, rowsHref, rowsQuestionOf, type RowsQuestion } from './question.ts'
import { fetchFunnelRows, readFunnelRows, type FunnelRows } from './wire.ts'

/** Who stands behind a number of a funnel: who reached a step, or stopped there, and when. */
export function FunnelRowsPage() {
  const w = words(funnelWords)
  const { query } = useLocation()
  const question = rowsQuestionOf(query)
  const event = question?.steps[question.step - 1]?.event ?? ''
  return (
    <Page
      title={!question ? w.title : question.which === 'stopped' ? w.stoppedAt(question.step, event) : w.reachedStep(question.step, event)}
      above={<a href={funnelHref(questionOf(query))}>← {w.title}</a>}
      beside={question && <Download question={question} />}
    >
      {question ? <Listed question={question} /> : <Empty title={w.noStep}>{w.noStepText}</Empty>}
    </Page>
  )
}

function Listed({ question }: { question: RowsQuestion }) {
  const w = words(funnelWords)
  const answer = useResource(`funnel-rows/${rowsHref(question)}`, () => readFunnelRows(question))
  return (
    <Loaded from={answer}>
      {(report) => (
        <Listing
          part={{
            offset: question.offset,
            listed: report.rows.length,
            total: report.total,
            order: 'latest',
            href: (offset) => rowsHref({ ...question, offset }),
          }}
          empty={{ title: w.noRows, text: w.noRowsText }}
          notes={[...(report.erased > 0 ? [w.erased(count(report.erased))] : []), w.asOf(moment(report.to))]}
        >
          <Rows report={report} />
        </Listing>
      )}
    </Loaded>
  )
}

function Rows({ report: { rows, by } }: { report: FunnelRows }) {
  const w = words(funnelWords)
  return (
    <Table
      caption={w.bys[by]}
      columns={[
        { key: 'name', head: w.bys[by], label: w.bys[by] },
        { key: 'at', head: w.reachedAt },
      ]}
      rows={rows.map(({ id, name, at }) => ({
        key: id,
        cells: {
          name: (
            <>
              <a href={`/console/${by === 'account' ? 'accounts' : 'people'}/${encodeURIComponent(id)}`}>{name}</a>
              {name !== id && <span class="cell-note">{id}</span>}
            </>
          ),
          at: moment(at),
        },
      }))}
    />
  )
}

/** The question is too long for an address of a file, so the file is fetched and then handed over. */
function Download({ question }: { question: RowsQuestion }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError>()
  const download = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const href = URL.createObjectURL(await fetchFunnelRows(question))
      Object.assign(document.createElement('a'), { href, download: 'funnel.csv' }).click()
      setTimeout(() => URL.revokeObjectURL(href), 60_000)
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {error && <Notice tone="bad" title={describeError(error, locale.value)} />}
      <Button small busy={busy} onClick={() => void download()}>
        {words(homeWords).download}
      </Button>
    </>
  )
}
