import type { LossReason } from '@espalier/core'
import type { Refused } from '../delivery/wire.ts'
import type { Book } from './text.ts'

const en = {
  title: 'Delivery',
  text: 'Pages keep every event until this server has answered for it, over reloads, crashes and days offline. The few they have to give up are counted, with the reason.',
  none: 'Nothing was lost in the last 30 days.',
  perDay: 'Lost events in the last 30 days',
  lost: (events: string) => events,
  events: 'Events',
  why: 'Why',
  advice: 'What helps',
  counted:
    'Counted on the day on which the page could report it. Pages that never come back, and browsers that refuse all storage, cannot report.',
  reasons: {
    full: '10,000 events waited already',
    expired: 'Waited for 7 days',
    'too-large': 'Larger than 32 KB',
    unreadable: 'Not writable as JSON',
    rejected: 'Rejected by this server',
    refused: 'The request was refused',
    consent: 'Consent withdrawn',
  } satisfies Record<LossReason, string> as Record<LossReason, string>,
  advices: {
    full: 'Track what people did, not each movement; the oldest were given up.',
    expired: 'Nothing: this browser did not reach the server for a week.',
    'too-large': 'Track numbers and names, not whole documents.',
    unreadable: 'Properties must not refer to themselves or hold BigInt.',
    rejected:
      'Look for a wrong name or value in the calls; the answer of /v1/batch names the field. With enforced identity: is a token given?',
    refused: 'Check what stands between pages and this server.',
    consent: 'Nothing: this is as the person wished.',
  } satisfies Record<LossReason, string> as Record<LossReason, string>,
  refusedTitle: 'Refused by this server',
  refusedText: (moment: string) =>
    `Events of pages and of your own servers that were not as expected, since this server was started (${moment}). What their senders wrote is not kept.`,
  noneRefused: 'Nothing was refused.',
  atField: (reason: string, field: string) => `${reason}: ${field}`,
  refusals: {
    unsigned: 'Not proven by a token',
    erased: 'About somebody who was erased',
    'too-large': 'Larger than 32 KB',
    missing: 'A field is missing',
    invalid: 'A field is not as expected',
  } satisfies Record<Refused['reason'], string> as Record<Refused['reason'], string>,
  refusalAdvices: {
    unsigned: 'Give the page a token of your server, or look whether it has expired.',
    erased: 'Nothing: it happened before the erasure, or names an id that stands for somebody erased.',
    'too-large': 'Track numbers and names, not whole documents.',
    missing: 'Send the field with each event; the answer of /v1/batch names it.',
    invalid: 'Compare the field with what /docs says; the answer of /v1/batch tells what was expected.',
  } satisfies Record<Refused['reason'], string> as Record<Refused['reason'], string>,
}

const ja: typeof en = {
  title: '送信',
  text: 'イベントは、このサーバーが受け取ったと答えるまでブラウザーに残ります。再読み込みでも、異常終了でも、何日オフラインでも失われません。やむをえず破棄したものは、理由ごとに数えます。',
  none: '過去30日間に失われたイベントはありません。',
  perDay: '過去30日間に失われたイベント',
  lost: (events) => `${events}件`,
  events: '件数',
  why: '理由',
  advice: '対処',
  counted: 'ページが報告できた日で数えます。二度と開かれなかったページや、保存をいっさい許さないブラウザーからは報告が届きません。',
  reasons: {
    full: '送信待ちが1万件に達した',
    expired: '7日間送れなかった',
    'too-large': '32 KBを超えた',
    unreadable: 'JSONにできない',
    rejected: 'サーバーが受け付けなかった',
    refused: 'リクエストが拒否された',
    consent: '同意が取り消された',
  },
  advices: {
    full: '細かな動きではなく、できたことを記録してください。古いものから破棄しました。',
    expired: '対処は要りません。このブラウザーは1週間サーバーに届きませんでした。',
    'too-large': '文書全体ではなく、数値や名前を記録してください。',
    unreadable: 'プロパティに循環参照やBigIntを入れないでください。',
    rejected:
      '呼び出しの名前や値を確認してください。/v1/batchの応答に誤った項目が示されます。署名つきの本人確認を必須にしている場合は、トークンを渡しているか確認してください。',
    refused: 'ページとこのサーバーの間にあるものを確認してください。',
    consent: '対処は要りません。本人の意思によるものです。',
  },
  refusedTitle: 'このサーバーが拒否したイベント',
  refusedText: (moment) =>
    `ページや自社のサーバーから届き、形式などが正しくなかったイベントです。このサーバーの起動（${moment}）から数えています。送られた内容は保存しません。`,
  noneRefused: '拒否したイベントはありません。',
  atField: (reason, field) => `${reason}：${field}`,
  refusals: {
    unsigned: 'トークンで本人と確認できない',
    erased: '消去した人についてのイベント',
    'too-large': '32 KBを超えた',
    missing: '項目がない',
    invalid: '項目の値が正しくない',
  },
  refusalAdvices: {
    unsigned: '自社のサーバーが発行したトークンをページに渡してください。有効期限も確認してください。',
    erased: '対処は要りません。消去より前のイベントか、消去した人を示すIDです。',
    'too-large': '文書全体ではなく、数値や名前を記録してください。',
    missing: 'すべてのイベントにこの項目を付けてください。/v1/batchの応答に項目名が示されます。',
    invalid: '/docsの説明と比べてください。/v1/batchの応答に、求められる値が示されます。',
  },
}

/** Words about events that did not arrive. */
export const deliveryWords: Book<typeof en> = { en, ja }
