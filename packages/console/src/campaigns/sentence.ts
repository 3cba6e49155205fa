import { heldOutShare } from '@espalier/core'
import type { CampaignInput, Catalog, Locale } from '@espalier/core/schema'
import { describeAudience } from './audience-sentence.ts'
import { nameOfFeature, type Names } from './names.ts'

/** What the sentences need to know beside the campaign. What is not loaded yet is left out of them. */
export interface SentenceContext {
  catalog: Catalog | undefined
  /** Share of accounts that the workspace holds out of every campaign. */
  workspaceHoldout: number | undefined
}

type Writable = Pick<CampaignInput, 'widget' | 'audience' | 'trigger' | 'cadence' | 'holdout'>

/**
 * The whole rule as plain sentences in one language: who, when, what, how often, who is left out.
 * It reads a draft, so parts that are not written yet are left out rather than guessed.
 */
export function sentenceOf(campaign: Writable, { catalog, workspaceHoldout }: SentenceContext, locale: Locale): string {
  const names: Names = { locale, catalog }
  const heldOut = workspaceHoldout === undefined ? 0 : heldOutShare(workspaceHoldout, campaign.holdout?.share)
  return locale === 'ja' ? japanese(campaign, names, heldOut) : english(campaign, names, heldOut)
}

function english(campaign: Writable, names: Names, heldOut: number): string {
  const { widget, trigger, cadence } = campaign
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
  if (heldOut > 0) sentences.push(`${share(heldOut)} % of these accounts see nothing and are counted for comparison.`)
  return sentences.join(' ')
}

function japanese(campaign: Writable, names: Names, heldOut: number): string {
  const { widget, trigger, cadence } = campaign
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
  if (heldOut > 0) sentences.push(`このうち${share(heldOut)}%のアカウントには表示せず、比較のために数えます。`)
  return sentences.join('')
}

function days(count: number | undefined): string {
  return count === undefined ? '– days' : count === 1 ? '1 day' : `${count} days`
}

function share(part: number): string {
  return String(Math.round(part * 1000) / 10)
}
