import type { Locale } from '@espalier/core/schema'
import { GATE_NAMES, VERDICT_NAMES } from '@espalier/core/words'
import type { ExplainedDecision } from '../explain.ts'
import { type Content, draw } from './draw.ts'
import type { ToldDecision } from './permit.ts'
import type { DebugText } from './text.ts'

const RANK = ['shown', 'held-out', 'queued', 'unknown', 'blocked'] as const

type Said = ExplainedDecision | ToldDecision

/** What comes first: what appears, then what is nearest to it. */
export function ranked<D extends Said>(decisions: readonly D[]): D[] {
  return [...decisions].sort(
    (left, right) => RANK.indexOf(left.verdict) - RANK.indexOf(right.verdict) || left.reasons.length - right.reasons.length,
  )
}

/** One campaign, unfolded into everything that is known of its decision. */
export function drawCandidate(one: Said, locale: Locale, w: DebugText, key: string): HTMLElement {
  const { campaign, name, verdict, summary, reasons, rule, change, place, version, arm } = one
  return draw(
    'details',
    { 'data-key': key, class: verdict },
    draw(
      'summary',
      { 'data-key': `${key}/head` },
      draw('span', { class: 'row' }, draw('strong', {}, name), draw('span', { class: `tag ${verdict}` }, VERDICT_NAMES[verdict][locale])),
      draw('span', { class: 'said' }, summary[locale]),
    ),
    draw(
      'p',
      { class: 'note' },
      `${campaign} · ${w.version} ${version} · ${w.place}: ${place}`,
      arm !== undefined && ` · ${w.arm}: ${arm}`,
    ),
    reasons.length === 0
      ? draw('p', { class: 'note' }, w.noRefusal)
      : draw(
          'ul',
          { class: 'pairs' },
          reasons.map(({ gate, words }) =>
            draw('li', {}, draw('span', { class: 'name' }, GATE_NAMES[gate][locale]), draw('span', {}, words[locale])),
          ),
        ),
    section(
      w.rule,
      rule.map(({ words, pass }) =>
        draw(
          'li',
          {},
          draw('span', { class: 'name' }, pass === null ? w.pass.open : pass ? w.pass.yes : w.pass.no),
          draw('span', {}, words[locale]),
        ),
      ),
    ),
    section(
      w.change,
      change.map((words) => draw('li', {}, draw('span', {}, words[locale]))),
    ),
  )
}

function section(title: string, lines: readonly HTMLElement[]): Content {
  return lines.length > 0 && [draw('h3', {}, title), draw('ul', { class: 'pairs' }, lines)]
}
