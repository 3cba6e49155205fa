import { backend } from './backend.js'
import { day, locale } from './locale.js'
import { session } from './session.js'
import { text } from './text.js'
import { toast } from './toast.js'

/** Exports one report, tells Espalier that it happened, and says so. At the limit it explains instead. */
export async function exportReport(report) {
  const { account } = await session()
  try {
    const file = await backend('exports', { account: account.id, report: report.id })
    espalier.track('Report Exported', { report: report.id, rows: report.series.length })
    toast({
      title: text('exported'),
      body: report.title[locale()],
      link: { label: text('saveFile'), href: csv(report), download: file.name },
    })
  } catch (error) {
    if (error.status === 402) {
      toast({
        title: text('exportsUsedUp', { limit: error.limit }),
        body: text('exportsReturn', { date: day(new Date(error.resetsOn), 'UTC') }),
        link: { label: text('comparePlans'), href: '#/plan' },
        notice: true,
      })
    } else {
      toast({ title: text('failed', { message: error.message }), notice: true })
    }
  }
}

function csv(report) {
  const rows = report.series.map((value, index) => `${index - report.series.length + 1},${value}`)
  return URL.createObjectURL(new Blob([['week,value', ...rows].join('\n')], { type: 'text/csv' }))
}
