import { Gate, Meter, Slot, useEspalier, useFeature, useUsage, useWidgetEvent } from '@espalier/sdk/react'
import { type ReactNode, useState } from 'react'
import type { wordsIn } from './words.ts'

/** A page of reports: a place for cards, what is left of the exports, and analytics that not every plan has. */
export function Reports({ words }: { words: ReturnType<typeof wordsIn> }): ReactNode {
  const espalier = useEspalier()
  const { allowed } = useFeature('exports')
  const usage = useUsage('exports')
  const [notice, setNotice] = useState('')

  // The page changes as the product's own router would do it, without a reload.
  useWidgetEvent('espalier:accepted', (event) => {
    if (event.detail.url !== '#/plan') return
    event.preventDefault()
    setNotice(words.plans)
  })
  const exportReport = (name: string): void => {
    // A real product asks its server here, which has the last word on limits; what follows happens when it succeeded.
    espalier.track('Report Exported', { report: name })
    setNotice(words.done(name))
  }

  return (
    <main>
      <h1>{words.title}</h1>
      <Slot name="reports-top" />
      <Meter feature="exports" />
      {usage?.remaining !== undefined && <p>{usage.remaining > 0 ? words.left(usage.remaining) : words.usedUp}</p>}
      <table>
        <tbody>
          {words.reports.map((name) => (
            <tr key={name}>
              <td>{name}</td>
              <td>
                <button type="button" disabled={!allowed} aria-label={words.exportOf(name)} onClick={() => exportReport(name)}>
                  {words.export}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status">{notice}</p>
      <h2>{words.channels}</h2>
      <Gate feature="analytics">
        <table>
          <tbody>
            {words.channelNames.map((name, index) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{48 - 14 * index} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Gate>
    </main>
  )
}
