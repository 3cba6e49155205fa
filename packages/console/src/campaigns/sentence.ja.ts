import { isSelling } from '@espalier/core'
import type { CampaignInput } from '@espalier/core/schema'
import { describeAudience } from './audience-sentence.ts'
import { nameOfFeature, type Names } from './names.ts'
import type { Writable } from './writable.ts'
import { describeProperties } from './properties-sentence.ts'
import { writeMoment } from './zoned-time.ts'

/** Every sentence in Japanese. `heldOut` is the share of accounts that see nothing; `zone` is the workspace's. */
export function japaneseSentences(campaign: Writable, names: Names, heldOut: number, zone: string): string {
  const { widget, cadence, feature, motion, namespace } = campaign
  const who = describeAudience(campaign.audience ?? {}, names)
  const what = {
    card: `「${'slot' in widget ? widget.slot : ''}」のカード`,
    modal: 'ダイアログ',
    gate: `${nameOfFeature('feature' in widget ? widget.feature : '', names)}のプレビュー`,
    nps: '0〜10のアンケート',
  }[widget.kind]
  const often = {
    always: '条件に合うあいだ',
    once: '1回だけ',
    'until-answered': '回答があるまで',
    every: `${cadence?.days ?? '–'}日に1回まで`,
  }[cadence?.show ?? 'always']
  const most = cadence?.max ? `最大${cadence.max}回まで` : ''
  const sentences = [`${who}に、${when(campaign.trigger, names)}、${what}を${often}${most && `、${most}`}表示します。`]
  const account = cadence?.account
  if (account?.days || account?.max) {
    const parts = [account.days && `${account.days}日に1回まで`, account.max && `合計${account.max}回まで`]
    sentences.push(`同じアカウントでは、全員を合わせて${parts.filter(Boolean).join('、')}です。`)
  }
  const limits = schedule(campaign.schedule, zone)
  if (limits) sentences.push(limits)
  if (widget.kind !== 'gate' && widget.kind !== 'nps')
    sentences.push(`「今はしない」のあと${cadence?.quiet?.notNow ?? 14}日間は表示しません。`)
  if (feature && isSelling(motion)) sentences.push(`すでに${nameOfFeature(feature, names)}を使えるアカウントには提案しません。`)
  if (namespace) sentences.push(`対象は「${namespace.id}」の${share(namespace.from)}〜${share(namespace.until)}%に入るアカウントだけです。`)
  if (heldOut > 0) sentences.push(`このうち${share(heldOut)}%のアカウントには表示せず、比較のために数えます。`)
  return sentences.join('')
}

function when(trigger: CampaignInput['trigger'], names: Names): string {
  switch (trigger?.on) {
    case 'event': {
      const event = `${describeProperties(trigger.where, names)}「${trigger.event}」`
      return trigger.delaySeconds ? `${event}から${duration(trigger.delaySeconds)}後に` : `${event}の直後に`
    }
    case 'feature':
      return `${nameOfFeature(trigger.feature, names)}がロックされている場所で`
    case 'limit':
      return `${nameOfFeature(trigger.feature, names)}の使用が上限の${share(trigger.ratio)}%以上のあいだ`
    case 'page':
      return `「${trigger.path}」に当たるページで`
    case 'visible':
      return '表示場所が画面に入ったときに'
    case 'cancel':
      return '解約の手続きが始まったときに'
    case 'server':
      return `${describeProperties(trigger.where, names)}「${trigger.event}」がサーバーに届いてから${trigger.days ?? 30}日以内の次の訪問で`
    case 'date':
      return around(trigger.path, trigger.from, trigger.until)
    case 'code':
      return '製品から呼び出されたときに'
    default:
      return 'ページを開いたときに'
  }
}

function around(path: string, from: number, until: number): string {
  const trait = path.endsWith('.renewsAt') ? '更新日' : `「${path}」の日付`
  if (from < 0 && until > 0) return `${trait}の${-from}日前から${until}日後まで`
  if (until <= 0) return until === 0 ? `${trait}の${-from}日前から当日まで` : `${trait}の${-from}日前から${-until}日前まで`
  return from === 0 ? `${trait}から${until}日間` : `${trait}の${from}日後から${until}日後まで`
}

const WEEKDAYS = ['', '月', '火', '水', '木', '金', '土', '日']

function schedule(plan: CampaignInput['schedule'], workspace: string): string | undefined {
  const { from, until, weekdays, hours, zone } = plan ?? {}
  const written = zone === undefined || zone === 'user' ? workspace : zone
  const parts = [
    from && `${writeMoment(from, written, 'ja')}から`,
    until && `${writeMoment(until, written, 'ja')}まで`,
    weekdays && `${weekdays.map((one) => WEEKDAYS[one]).join('・')}曜日`,
    hours && `${hours.from}時〜${hours.until}時`,
  ].filter(Boolean)
  if (parts.length === 0) return undefined
  const whose = zone === undefined ? 'ワークスペースの時刻' : zone === 'user' ? '本人の地域の時刻' : zone
  return `表示するのは${parts.join('、')}（${whose}）に限ります。`
}

function duration(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600}時間`
  return seconds % 60 === 0 ? `${seconds / 60}分` : `${seconds}秒`
}

function share(part: number): string {
  return String(Math.round(part * 1000) / 10)
}
