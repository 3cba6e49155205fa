'use client'

import { Meter, useEspalier, useFeature, useUsage, useWidgetEvent } from '@espalier/sdk/react'
import { type ReactNode, useState } from 'react'
import { wordsIn } from './words'

/** The reports, and what is left of this month's exports. */
export function Exports({ language }: { language: string }): ReactNode {
  const words = wordsIn(language)
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
    <>
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
    </>
  )
}
