import { drawFrame, markCurrent } from './frame.js'
import { locale } from './locale.js'
import { analytics } from './screens/analytics.js'
import { plan } from './screens/plan.js'
import { report } from './screens/report.js'
import { reports } from './screens/reports.js'
import { team } from './screens/team.js'
import { fillText } from './text.js'
import { applyTheme } from './theme.js'

const screens = { reports, report, analytics, team, plan }

async function drawScreen() {
  const [name = '', id] = location.hash.replace(/^#\//, '').split('/')
  const screen = name === 'reports' && id ? 'report' : name in screens ? name : 'reports'
  const main = document.getElementById('main')
  main.replaceChildren(await screens[screen](id))
  const heading = main.querySelector('h1').textContent
  document.title = `${heading} · Tsuzuri`
  markCurrent(screen === 'report' ? 'reports' : screen)
}

async function draw() {
  document.documentElement.lang = locale()
  fillText(document.body)
  await drawFrame({ draw })
  await drawScreen()
}

applyTheme()
await draw()
addEventListener('hashchange', async () => {
  await drawScreen()
  scrollTo(0, 0)
  document.getElementById('main').focus({ preventScroll: true })
  espalier.page(document.querySelector('nav [aria-current]').dataset.text)
})
addEventListener('tsuzuri:changed', draw)
