import { change } from '../change.js'
import { element, fromTemplate } from '../element.js'
import { exportReport } from '../export-report.js'
import { day, locale, number, yen } from '../locale.js'
import { reports } from '../sample-reports.js'
import { fillText, text } from '../text.js'

const WEEK = 7 * 86_400_000

/** One report with its figures and a bar for each week. */
export async function report(id) {
  const one = reports().find((candidate) => candidate.id === id) ?? reports()[0]
  const screen = fromTemplate('screen-report')
  fillText(screen)
  const write = (field, words) => (screen.querySelector(`[data-field=${field}]`).textContent = words)
  write('title', one.title[locale()])
  write('meta', text('updated', { team: one.team[locale()], date: day(one.updated) }))
  write('note', one.note[locale()])
  const show = (value) => (one.unit === 'yen' ? yen(value * 1000) : number(value))
  const weeks = one.series.map((value, index) => ({
    value,
    starts: new Date(one.updated.getTime() - (one.series.length - 1 - index) * WEEK),
  }))
  screen.querySelector('.figures').append(
    ...[
      [text('thisWeek'), show(one.series.at(-1))],
      [text('onLastWeek'), change(one.series)],
      [text('overEightWeeks'), change(one.series, one.series.length - 1)],
    ].map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  )
  screen.querySelector('.bars').append(bars(weeks, show))
  screen.querySelector('[data-action=export]').addEventListener('click', () => exportReport(one))
  return screen
}

function bars(weeks, show) {
  const highest = Math.max(...weeks.map((week) => week.value))
  return element(
    'ol',
    {},
    ...weeks.map((week) => {
      const bar = element('span', { class: 'bar' })
      bar.style.setProperty('--share', String(week.value / highest))
      return element(
        'li',
        {},
        element('span', { class: 'bar-value' }, show(week.value)),
        bar,
        element('span', { class: 'bar-day' }, day(week.starts)),
      )
    }),
  )
}
