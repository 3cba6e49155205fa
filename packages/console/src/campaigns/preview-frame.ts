import { toLimit, type Facts } from '@espalier/core'
import type { Locale } from '@espalier/core/schema'
import type { WidgetHost } from '@espalier/sdk'
import { createPresenter } from '@espalier/widgets'
import type { PreviewAnswer, PreviewRequest } from './preview-message.ts'
import './preview-frame.css'

let facts: Facts | undefined
let locale: Locale = 'en'
let close: (() => void) | undefined
const listeners = new Set<() => void>()

const nobody: Facts = {
  user: {},
  account: {},
  plan: {},
  limit: {},
  feature: {},
  accountEvent: {},
  event: {},
  survey: {},
  campaign: {},
  health: {},
}

const host: WidgetHost = {
  locale: () => locale,
  zone: () => 'UTC',
  check: (feature) => ({ allowed: facts?.feature[feature] ?? false, reason: 'not-in-plan' }),
  usage: (feature) => {
    const limit = facts?.limit[feature]
    return limit && toLimit({ used: limit.used, limit: limit.limit }, Date.now())
  },
  facts: () => facts ?? nobody,
  touched: () => undefined,
  on: (_, listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

const presenter = createPresenter(host)

function tell(answer: PreviewAnswer): void {
  parent.postMessage(answer, location.origin === 'null' ? '*' : location.origin)
}

function show(request: PreviewRequest): void {
  close?.()
  facts = request.facts
  locale = request.locale
  document.documentElement.lang = locale
  document.documentElement.dataset['espalierTheme'] = request.theme
  document.body.replaceChildren(stageOf(request))
  close = presenter.present({
    kind: request.kind,
    place: request.place,
    campaign: 'preview',
    version: 0,
    arm: 'treated',
    content: request.content,
    report: ({ type }) => tell({ espalier: 'outcome', type }),
  })
  for (const listener of [...listeners]) listener()
}

/** A piece of somebody's product for the widget to stand in. */
function stageOf({ kind, place }: PreviewRequest): Element {
  const stage = document.createElement('div')
  stage.className = 'stage'
  const lines = document.createElement('div')
  lines.className = 'lines'
  lines.append(...Array.from({ length: 5 }, () => document.createElement('i')))
  if (kind === 'gate') {
    const gate = document.createElement('espalier-gate')
    gate.setAttribute('feature', place.slice('gate:'.length))
    gate.append(lines)
    stage.append(gate)
    return stage
  }
  if (kind === 'card') {
    const slot = document.createElement('espalier-slot')
    slot.setAttribute('name', place)
    stage.append(slot)
  }
  stage.append(lines)
  return stage
}

// A dialog takes the focus when it opens, as a modal or as a popover, and it opens anew with every letter that is written in the editor.
// While the focus is not in this frame, it is only laid over the page.
const isUsed = () => parent.document.activeElement === frameElement
const { showModal } = HTMLDialogElement.prototype
HTMLDialogElement.prototype.showModal = function show() {
  if (isUsed()) return showModal.call(this)
  this.setAttribute('open', '')
  this.style.position = 'fixed'
  this.style.background = 'rgb(10 16 13 / 45%)'
}
const { focus } = HTMLElement.prototype
HTMLElement.prototype.focus = function take(options) {
  if (isUsed()) focus.call(this, options)
}

// A link of a previewed widget must not lead the frame away.
addEventListener('espalier:accepted', (event) => event.preventDefault())
addEventListener('espalier:alternative', (event) => event.preventDefault())
addEventListener('message', (event: MessageEvent<PreviewRequest>) => {
  if (event.source === parent && event.data?.espalier === 'preview') show(event.data)
})
tell({ espalier: 'ready' })
