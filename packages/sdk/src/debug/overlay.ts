import type { Locale } from '@espalier/core/schema'
import type { ExplainedDecision } from '../explain.ts'
import type { ClientEvents } from '../listeners.ts'
import { drawCandidate, ranked } from './candidates.ts'
import { caseOf } from './case-of.ts'
import { type Delivery, drawDelivery, readDelivery } from './delivery.ts'
import { type Content, draw, redraw } from './draw.ts'
import { drawFacts } from './facts-tree.ts'
import { createFrame, type Frame, type Tab } from './frame.ts'
import type { Inside } from './inside.ts'
import { askServer, isDevelopment, type Previewable, type Told } from './permit.ts'
import { createPreview, interrupts } from './preview.ts'
import { describeProblem } from './problem-text.ts'
import { findProblems, type Problem } from './problems.ts'
import { textIn } from './text.ts'

/** How often the overlay looks whether anything changed, milliseconds. */
const LOOK = 1000

/** What has the focus is there to be copied as a whole. */
const select = ({ currentTarget }: FocusEvent): void => (currentTarget as HTMLTextAreaElement).select()

/** Puts the overlay on the page and follows the client until it is closed, which is how to do it. */
export function createOverlay(inside: Inside, token: string | undefined, first: Told | undefined, onClose: () => void): () => void {
  const { clock, identity, widgets, boot, look, explain, queue, listeners } = inside
  let told = first
  let asked = ''
  let decisions: ExplainedDecision[] = []
  let delivery: Delivery | undefined
  const failures: ClientEvents['error'][] = []
  const stopHearing = listeners.on('error', (failure) => failures.push(failure))
  let problems: Problem[] = []
  let said: 'copied' | 'notCopied' | 'busy' | undefined
  let drawn = ''
  let locale: Locale = widgets.locale()
  let stopTimer: (() => void) | undefined
  let closed = false
  const preview = createPreview(inside, () => paint())
  const w = (): ReturnType<typeof textIn> => textIn(locale)
  const time = (at: number): string => new Date(at).toLocaleTimeString(locale === 'ja' ? 'ja-JP' : 'en-GB')

  const person = (): { name: string; account: string; isTold: boolean } => {
    const { userId, anonymousId, groupId } = identity.person()
    const isTold = told !== undefined && [userId, anonymousId].includes(told.user)
    return { name: userId ?? anonymousId, account: groupId ?? '', isTold }
  }
  const previewable = (): Previewable[] => {
    const here = boot().campaigns.map(({ campaign: { id, widget } }) => ({
      campaign: id,
      name: id,
      kind: widget.kind,
      content: widget.content,
    }))
    const more = person().isTold ? (told?.campaigns ?? []) : []
    return [...more, ...here.filter(({ campaign }) => !more.some((one) => one.campaign === campaign))]
  }

  const bodies: Record<Tab, () => Content> = {
    candidates: () => {
      const elsewhere = person().isTold
        ? (told?.decisions ?? []).filter((one) => !decisions.some(({ campaign }) => campaign === one.campaign))
        : []
      const names = new Map(told?.decisions.map(({ campaign, name }) => [campaign, name]))
      const here = ranked(decisions).map((one) => ({ ...one, name: names.get(one.campaign) ?? one.name }))
      return [
        draw(
          'p',
          { role: 'status' },
          here.length > 0 ? w().outcome(here.filter(({ verdict }) => verdict === 'shown').length, here.length) : w().noCandidates,
        ),
        here.map((one) => drawCandidate(one, locale, w(), one.campaign)),
        elsewhere.length > 0 && draw('h3', {}, w().onServer),
        ranked(elsewhere).map((one) => drawCandidate(one, locale, w(), one.campaign)),
        !person().isTold && draw('p', { class: 'note foot' }, w().notAsked),
        draw(
          'p',
          { class: 'foot' },
          draw('button', { type: 'button', 'data-key': 'copy', onclick: copy }, said === 'copied' ? w().copied : w().copyCase),
          draw('span', { class: 'note', role: 'status' }, said === 'notCopied' ? w().notCopied : w().caseNote),
        ),
        said === 'notCopied' &&
          draw(
            'textarea',
            { readonly: true, rows: '8', 'data-key': 'case', 'aria-label': w().caseText, onfocus: select },
            caseOf(inside, decisions),
          ),
      ]
    },
    facts: () => {
      const known = widgets.facts() as unknown as Record<string, object>
      const more = (person().isTold ? told?.facts : undefined) as Record<string, object> | undefined
      const roots = [...new Set([...Object.keys(known), ...Object.keys(more ?? {})])]
      const all = Object.fromEntries(roots.map((root) => [root, { ...more?.[root], ...known[root] }]))
      return [draw('p', { class: 'note' }, more ? w().factsOfServer : w().factsNote), drawFacts(all)]
    },
    queue: () => (delivery ? drawDelivery(delivery, time, w(), () => void queue.flush().then(glance)) : undefined),
    problems: () => [
      draw('p', { class: 'note' }, w().problemsNote),
      problems.length === 0
        ? draw('p', {}, w().noProblems)
        : draw(
            'ul',
            { class: 'pairs' },
            problems.map((one) => draw('li', {}, draw('span', {}, describeProblem(one, locale)))),
          ),
    ],
    preview: () => [
      draw('p', { class: 'note' }, w().previewNote),
      said === 'busy' && draw('p', { class: 'notice', role: 'status' }, w().busy),
      previewable().length === 0 && draw('p', {}, w().noPreview),
      previewable().map((one) => {
        const on = preview.current()?.campaign === one.campaign
        return draw(
          'div',
          { class: 'card' },
          draw(
            'div',
            { class: 'row' },
            draw('span', {}, draw('strong', {}, one.name), draw('span', { class: 'note' }, ` ${w().kinds[one.kind] ?? one.kind}`)),
            draw('button', { type: 'button', 'data-key': `preview/${one.campaign}`, onclick: () => toggle(one) }, on ? w().stop : w().show),
          ),
          on && !interrupts(one) && preview.stand,
        )
      }),
    ],
  }

  const paint = (): void => {
    if (closed) return
    const { name, account } = person()
    const current = preview.current()
    const away = told && !person().isTold
    frame.paint({ locale, w: w(), small: current !== undefined && interrupts(current), problems: problems.length })
    redraw(
      frame.body,
      draw(
        'dl',
        { class: 'who' },
        draw('div', {}, draw('dt', {}, w().person), draw('dd', {}, name || w().none)),
        draw('div', {}, draw('dt', {}, w().account), draw('dd', {}, account || w().noAccount)),
      ),
      away && draw('p', { class: 'notice' }, w().otherPerson(told?.user ?? '', name)),
      // A link about one person opens nothing of another one.
      (!away || isDevelopment(location.hostname)) && bodies[frame.tab()](),
    )
  }
  const lookAgain = async (): Promise<void> => {
    decisions = await explain()
    problems = findProblems(inside, failures)
    if (frame.tab() === 'queue') delivery = await readDelivery(inside)
    const { places = [] } = look().input.page ?? {}
    if (token !== undefined && asked !== (asked = [location.pathname, places].join()) && drawn)
      told = (await askServer(inside, token).catch(() => undefined)) ?? told
    const state = JSON.stringify([decisions, delivery, problems, widgets.facts(), identity.person(), told, frame.tab()])
    if (!closed && drawn !== (drawn = state)) paint()
  }
  /** Looks again, and paints when something is different. What cannot be read now, perhaps offline, is read the next time. */
  const glance = (): Promise<void> => lookAgain().catch(() => undefined)
  const follow = (): void => {
    stopTimer = clock.after(LOOK, () => void glance().then(() => !closed && follow()))
  }
  const copy = (): void => {
    const done = (how: typeof said) => (): void => {
      said = how
      paint()
    }
    const board = navigator.clipboard as Clipboard | undefined
    if (board) void board.writeText(caseOf(inside, decisions)).then(done('copied'), done('notCopied'))
    else done('notCopied')()
  }
  const toggle = (one: Previewable): void => {
    said = undefined
    if (preview.current()?.campaign === one.campaign) return preview.stop()
    void preview
      .show(one)
      .catch(() => false)
      .then((shown) => {
        if (shown) return
        said = 'busy'
        paint()
      })
  }
  const close = (): void => {
    if (closed) return
    closed = true
    stopTimer?.()
    stopHearing()
    preview.stop()
    frame.close()
    onClose()
  }

  const frame: Frame = createFrame({
    onTab: () => {
      said = undefined
      paint()
      void glance()
    },
    onLocale: (next) => {
      locale = next
      paint()
    },
    onStopPreview: preview.stop,
    onClose: close,
  })
  paint()
  void glance().then(() => !closed && follow())
  return close
}
