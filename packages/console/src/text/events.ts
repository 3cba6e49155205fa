import { EVENTS } from '@espalier/core'
import type { Book } from './text.ts'

type Own = (typeof EVENTS)[keyof typeof EVENTS]

const own: Record<Own, string> = {
  [EVENTS.exposure]: 'A campaign’s turn',
  [EVENTS.heldBack]: 'Spared a campaign',
  [EVENTS.shown]: 'Saw a campaign',
  [EVENTS.engaged]: 'Touched a campaign',
  [EVENTS.accepted]: 'Accepted',
  [EVENTS.dismissed]: 'Put a campaign away',
  [EVENTS.answered]: 'Answered a survey',
  [EVENTS.usage]: 'Usage was reported',
  [EVENTS.dropped]: 'The page lost events',
  [EVENTS.locked]: 'Touched a locked feature',
  [EVENTS.view]: 'Opened a page',
  [EVENTS.asked]: 'Asked for a campaign',
  [EVENTS.account]: 'The account was changed',
  [EVENTS.boot]: 'The page asked the server',
}

const en = {
  own: own as Record<string, string>,
  types: {
    identify: 'Said who they are',
    group: 'Said which account',
    page: 'Viewed a page',
    screen: 'Viewed a screen',
    alias: 'Turned out to be somebody',
  } as Record<string, string>,
}

const ja: typeof en = {
  own: {
    [EVENTS.exposure]: 'キャンペーンを見せる場面',
    [EVENTS.heldBack]: 'キャンペーンの見送り',
    [EVENTS.shown]: 'キャンペーンの表示',
    [EVENTS.engaged]: 'キャンペーンの操作',
    [EVENTS.accepted]: '承諾',
    [EVENTS.dismissed]: 'キャンペーンを閉じた',
    [EVENTS.answered]: 'アンケートの回答',
    [EVENTS.usage]: '利用量の報告',
    [EVENTS.dropped]: 'ページで失われたイベント',
    [EVENTS.locked]: 'ロック中の機能に触れた',
    [EVENTS.view]: 'ページを開いた',
    [EVENTS.asked]: 'キャンペーンの呼び出し',
    [EVENTS.account]: 'アカウントの変更',
    [EVENTS.boot]: 'サーバーへの問い合わせ',
  } satisfies Record<Own, string>,
  types: {
    identify: '本人の確認',
    group: 'アカウントの指定',
    page: 'ページの閲覧',
    screen: '画面の閲覧',
    alias: '匿名IDとの結び付け',
  },
}

/** What events that are not the host's own are called. */
export const eventWords: Book<typeof en> = { en, ja }
