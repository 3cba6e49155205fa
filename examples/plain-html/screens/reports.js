import { change } from '../change.js'
import { element, fromTemplate } from '../element.js'
import { exportReport } from '../export-report.js'
import { day, locale } from '../locale.js'
import { addReport, reports as all } from '../sample-reports.js'
import { sparkline } from '../sparkline.js'
import { fillText, text } from '../text.js'

/** The list of reports. */
export async function reports() {
  const screen = fromTemplate('screen-reports')
  fillText(screen)
  const list = screen.querySelector('.reports')
  list.append(...all().map(row))
  screen.querySelector('[data-action=new-report]').addEventListener('click', () => create(list))
  return screen
}

function row(report) {
  const title = report.title[locale()]
  return element(
    'li',
    {},
    element(
      'div',
      { class: 'report-name' },
      element('a', { href: `#/reports/${report.id}` }, title),
      element('p', { class: 'muted' }, text('updated', { team: report.team[locale()], date: day(report.updated) })),
    ),
    sparkline(report.series),
    element('span', { class: 'number change' }, change(report.series)),
    element(
      'button',
      { type: 'button', class: 'button', 'aria-label': text('exportReport', { title }), onclick: () => exportReport(report) },
      text('export'),
    ),
  )
}

function create(list) {
  const dialog = document.getElementById('new-report')
  const form = dialog.querySelector('form')
  form.reset()
  dialog.returnValue = ''
  dialog.onclose = () => {
    const title = form.elements.title.value.trim()
    if (dialog.returnValue !== 'create' || !title) return
    const id = addReport(title)
    espalier.track('Report Created', { report: id })
    list.prepend(row(all().find((one) => one.id === id)))
    list.querySelector('a').focus()
  }
  dialog.showModal()
}
