import type { CampaignInput, Catalog, Locale } from '@espalier/core/schema'
import { describeAudience } from './audience-sentence.ts'
import { nameOfFeature, type Names } from './names.ts'

type Writable = Pick<CampaignInput, 'widget' | 'audience' | 'trigger' | 'cadence' | 'holdout'>

/**
 * The whole rule as plain sentences in one language: who, when, what, how often, who is left out.
 * It reads a draft, so parts that are not written yet are left out rather than guessed.
 */
export function sentenceOf(campaign: Writable, catalog: Catalog | undefined, locale: Locale): string {
  const names: Names = { locale, catalog }
  return locale === 'ja' ? japanese(campaign, names) : english(campaign, names)
}

function english(campaign: Writable, names: Names): string {
  const { widget, trigger, cadence, holdout } = campaign
  const who = describeAudience(campaign.audience ?? {}, names)
  const what = {
    card: `a card in “${'slot' in widget ? widget.slot : ''}”`,
    modal: 'a dialog',
    gate: `the preview of ${nameOfFeature('feature' in widget ? widget.feature : '', names)}`,
    nps: 'a survey question from 0 to 10',
  }[widget.kind]
  const when =
    trigger?.on === 'event'
      ? ` right after “${trigger.event}”`
      : trigger?.on === 'feature'
        ? ` where ${nameOfFeature(trigger.feature, names)} is locked`
        : ' when a page opens'
  const often = {
    always: 'whenever it applies',
    once: 'once',
    'until-answered': 'until they answer',
    every: `at most once in ${days(cadence?.days)}`,
  }[cadence?.show ?? 'always']
  const most = cadence?.max ? `, at most ${cadence.max} times` : ''
  const sentences = [`${who} see ${what}${when}, ${often}${most}.`]
  if (widget.kind !== 'gate' && widget.kind !== 'nps')
    sentences.push(`After “Not now” it stays away for ${days(cadence?.quiet?.notNow ?? 14)}.`)
  if (holdout?.share) sentences.push(`${share(holdout.share)} % of them see nothing and are counted for comparison.`)
  return sentences.join(' ')
}

function japanese(campaign: Writable, names: Names): string {
  const { widget, trigger, cadence, holdout } = campaign
  const who = describeAudience(campaign.audience ?? {}, names)
  const what = {
    card: `「${'slot' in widget ? widget.slot : ''}」のカード`,
    modal: 'ダイアログ',
    gate: `${nameOfFeature('feature' in widget ? widget.feature : '', names)}のプレビュー`,
    nps: '0〜10のアンケート',
  }[widget.kind]
  const when =
    trigger?.on === 'event'
      ? `「${trigger.event}」の直後に、`
      : trigger?.on === 'feature'
        ? `${nameOfFeature(trigger.feature, names)}がロックされている場所で、`
        : 'ページを開いたときに、'
  const often = {
    always: '条件に合うあいだ',
    once: '1回だけ',
    'until-answered': '回答があるまで',
    every: `${cadence?.days ?? '–'}日に1回まで`,
  }[cadence?.show ?? 'always']
  const most = cadence?.max ? `最大${cadence.max}回まで` : ''
  const sentences = [`${who}に、${when}${what}を${often}${most && `、${most}`}表示します。`]
  if (widget.kind !== 'gate' && widget.kind !== 'nps')
    sentences.push(`「今はしない」のあと${cadence?.quiet?.notNow ?? 14}日間は表示しません。`)
  if (holdout?.share) sentences.push(`そのうち${share(holdout.share)}%には表示せず、比較のために数えます。`)
  return sentences.join('')
}

function days(count: number | undefined): string {
  return count === undefined ? '– days' : count === 1 ? '1 day' : `${count} days`
}

function share(part: number): string {
  return String(Math.round(part * 1000) / 10)
}
