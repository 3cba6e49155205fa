import type { CampaignState, Motion, WidgetKind } from '@espalier/core/schema'
import type { Book } from './text.ts'

const states: Record<CampaignState, string> = {
  draft: 'Draft',
  running: 'Running',
  paused: 'Paused',
  'auto-paused': 'Auto-paused',
  ended: 'Ended',
}

const motions: Record<Motion, string> = {
  upsell: 'Upsell',
  'cross-sell': 'Cross-sell',
  'add-on': 'Add-on',
  seats: 'Seats',
  downsell: 'Downsell',
  save: 'Save',
  adoption: 'Adoption',
  survey: 'Survey',
  advocacy: 'Advocacy',
  recruit: 'Recruit',
}

const kinds: Record<WidgetKind, string> = { card: 'Card', modal: 'Dialog', gate: 'Locked preview', nps: 'NPS survey' }

const en = {
  title: 'Campaigns',
  create: 'New campaign',
  search: 'Search',
  searchHint: 'Name or id',
  state: 'State',
  motion: 'Motion',
  every: 'All',
  states,
  motions,
  kinds,
  name: 'Campaign',
  seen: 'Shown, 14 days',
  arms: 'Converted, with and without',
  difference: 'Difference',
  kept: 'Kept, 90 days',
  owner: (name: string) => `Owner: ${name}`,
  interval: (low: string, high: string) => `${low} to ${high}`,
  guardrails: { fine: 'Guardrails hold', wait: 'Guardrails: too early', crossed: 'Guardrail crossed' },
  holdout: 'Hold-out',
  treated: 'Shown',
  heldOut: 'Held out',
  points: 'points',
  tooFew: 'too few to tell',
  survey: 'a survey',
  ofAccounts: (converted: string, accounts: string) => `${converted} of ${accounts}`,
  noAccounts: 'no accounts yet',
  notYet: 'Starts to count when it is published.',
  report: 'Report',
  found: (shown: number, all: number) =>
    shown === all ? `${all} ${all === 1 ? 'campaign' : 'campaigns'}` : `${shown} of ${all} campaigns`,
  emptyTitle: 'No campaigns yet',
  emptyText:
    'Start from a template: it comes written in English and Japanese, and nothing is shown to anybody before you publish it. It appears in your product once the snippet is in its pages.',
  install: 'Install the snippet',
  noneTitle: 'No campaign matches',
  noneText: 'Take a filter away, or search for a part of the name.',
  clear: 'Show all',
  seenDefinition: 'How often the widget was really on a screen in the last 14 days. Accounts in the hold-out are not in it.',
  armsDefinition:
    'Share of accounts that reached the goal within the window after they first qualified, in both arms alike. Held-out accounts qualify at the moment they would have seen it.',
  differenceDefinition:
    'Rate of the shown arm minus rate of the held-out arm, in percentage points, all variants together, with the 95% interval that holds however often you look. Grey while an arm has fewer than 100 accounts or 5 conversions.',
  keptDefinition:
    'Of the growth that billing credits to it, the share that was still there 90 days later. Credits that are not as old are on neither side.',
  holdoutDefinition:
    'Share of accounts that see nothing, made of two shares that are drawn apart: the workspace’s and the campaign’s own. 10% and 25% leave 0.9 × 0.75 = 67.5%, so 32.5% see nothing.',
  holdoutParts: (workspace: string, own: string) => `${workspace} workspace, ${own} own`,
  newTitle: 'New campaign',
  newText: 'Pick the problem that it solves. Everything can be changed afterwards.',
  back: 'Campaigns',
  use: 'Start from this',
}

const ja: typeof en = {
  title: 'キャンペーン',
  create: '新しいキャンペーン',
  search: '検索',
  searchHint: '名前またはID',
  state: '状態',
  motion: '目的',
  every: 'すべて',
  states: { draft: '下書き', running: '実施中', paused: '一時停止中', 'auto-paused': '自動停止', ended: '終了' },
  motions: {
    upsell: 'アップセル',
    'cross-sell': 'クロスセル',
    'add-on': 'アドオン',
    seats: '席数追加',
    downsell: 'ダウンセル',
    save: '解約防止',
    adoption: '活用支援',
    survey: 'アンケート',
    advocacy: '推奨・紹介',
    recruit: '協力者募集',
  },
  kinds: { card: 'カード', modal: 'ダイアログ', gate: 'ロック機能のプレビュー', nps: 'NPSアンケート' },
  name: 'キャンペーン',
  seen: '表示（14日間）',
  arms: '成果（表示あり・なし）',
  difference: '差',
  kept: '維持（90日）',
  owner: (name) => `担当：${name}`,
  interval: (low, high) => `${low}〜${high}`,
  guardrails: { fine: 'ガードレール内', wait: 'ガードレール判定前', crossed: 'ガードレール超過' },
  holdout: 'ホールドアウト',
  treated: '表示あり',
  heldOut: '表示なし',
  points: 'ポイント',
  tooFew: 'まだ判定できません',
  survey: 'アンケート',
  ofAccounts: (converted, accounts) => `${accounts}件中${converted}件`,
  noAccounts: '対象はまだありません',
  notYet: '公開すると集計が始まります。',
  report: 'レポート',
  found: (shown, all) => (shown === all ? `${all}件` : `${all}件中${shown}件`),
  emptyTitle: 'キャンペーンはまだありません',
  emptyText:
    'テンプレートから始められます。文面は日本語と英語の両方が入っています。公開するまで、誰にも表示されません。製品に表示するには、埋め込みコードも必要です。',
  install: '埋め込みコードを見る',
  noneTitle: '条件に合うキャンペーンがありません',
  noneText: '絞り込みを外すか、名前の一部で検索してください。',
  clear: 'すべて表示',
  seenDefinition: '直近14日間に、実際に画面に表示された回数です。ホールドアウトのアカウントは含みません。',
  armsDefinition:
    '最初に対象になってから期間内に目標へ達したアカウントの割合です。両群を同じ数え方で比べます。ホールドアウトは「表示されるはずだった時点」から数えます。',
  differenceDefinition:
    '表示あり群の割合から表示なし群の割合を引いた値（パーセントポイント）です。すべてのバリアントをまとめ、何度確認しても有効な95%区間を添えます。群が100アカウント・成果5件に満たないうちは灰色です。',
  keptDefinition:
    '課金情報からこのキャンペーンに計上した成長のうち、90日後にも残っていた割合です。90日たっていないものは、分子にも分母にも入れません。',
  holdoutDefinition:
    '何も表示しないアカウントの割合です。ワークスペース全体の分と、このキャンペーン独自の分を、それぞれ別に割り当てます。10%と25%なら、0.9×0.75＝67.5%に表示し、32.5%には表示しません。',
  holdoutParts: (workspace, own) => `全体${workspace}・独自${own}`,
  newTitle: '新しいキャンペーン',
  newText: '解決したい課題に近いものを選んでください。あとからすべて変更できます。',
  back: 'キャンペーン',
  use: 'これで始める',
}

/** Words of the list of campaigns and of the templates' page. */
export const campaignWords: Book<typeof en> = { en, ja }
