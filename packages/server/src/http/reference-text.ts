import type { Locale } from '@espalier/core/schema'

/** The words around the reference. */
export const REFERENCE_TEXT = {
  en: {
    title: 'API reference',
    topics: 'Topics',
    keys: 'Keys travel as "Authorization: Bearer <key>" or as user name of HTTP basic authentication. A public key sits in pages; a secret key stays on your servers.',
    errors: 'Whatever a client did wrong is answered with 4xx and { error: { code, message, field?, expected? } }.',
    noKey: 'no key',
    publicKey: 'public key',
    secretKey: 'secret key',
    anyKey: 'public or secret key',
    parameters: 'Parameters',
    body: 'Body',
    answer: 'Answer',
    nothing: 'Neither fields nor a described answer.',
    needed: 'required',
  },
  ja: {
    title: 'APIリファレンス',
    topics: '目次',
    keys: 'キーは「Authorization: Bearer <キー>」、またはBasic認証のユーザー名として送ります。公開キーはページに、秘密キーは自社のサーバーだけに置いてください。',
    errors: 'リクエストに誤りがあるときは、4xxと { error: { code, message, field?, expected? } } を返します。',
    noKey: 'キー不要',
    publicKey: '公開キー',
    secretKey: '秘密キー',
    anyKey: '公開キーまたは秘密キー',
    parameters: 'パラメーター',
    body: 'リクエスト',
    answer: 'レスポンス',
    nothing: '指定する項目はありません。',
    needed: '必須',
  },
} as const

const TAGS_JA: Readonly<Record<string, string>> = {
  Workspace: 'ワークスペース',
  Campaigns: 'キャンペーン',
  Console: 'コンソール',
  Keys: 'キー',
  Operation: '運用',
  Events: 'イベント',
  Pages: 'ページ',
  People: 'ユーザーとアカウント',
  Billing: '請求',
  Decisions: '判定',
  Results: '結果とレポート',
  Script: 'スクリプト',
}

const SUMMARIES_JA: Readonly<Record<string, string>> = {
  'post /v1/batch': 'イベントをまとめて送る',
  'post /v1/track': 'trackイベントを1件送る',
  'post /v1/identify': 'identifyイベントを1件送る',
  'post /v1/group': 'groupイベントを1件送る',
  'post /v1/page': 'pageイベントを1件送る',
  'post /v1/screen': 'screenイベントを1件送る',
  'post /v1/alias': 'aliasイベントを1件送る',
  'post /v1/boot': 'この人に表示できるものを問い合わせる',
  'get /v1/users': 'ユーザーの一覧を読む',
  'get /v1/users/{id}': 'ユーザーを1人読む',
  'put /v1/users/{id}': 'ユーザーへの案内をしばらく控える',
  'get /v1/accounts': 'アカウントの一覧を読む',
  'get /v1/accounts/{id}': 'アカウントを1件読む',
  'put /v1/accounts/{id}': 'アカウントを変更する',
  'get /v1/reports/campaigns/{id}': 'キャンペーンの各群をホールドアウトと比べる',
  'get /v1/catalog': 'プラン・機能・上限・価格を読む',
  'put /v1/catalog': 'プラン・機能・上限・価格を置き換える',
  'get /v1/definitions': 'セグメントとカスタムイベントを読む',
  'put /v1/definitions': 'セグメントとカスタムイベントを置き換える',
  'get /v1/settings': 'ホールドアウトの割合、表示の上限、配慮の設定を読む',
  'put /v1/settings': 'ホールドアウトの割合、表示の上限、配慮の設定を置き換える',
  'get /v1/campaigns': 'キャンペーンの一覧を、状態と群ごとの数字とともに読む',
  'get /v1/campaigns/{id}': 'キャンペーンの下書きを読む',
  'put /v1/campaigns/{id}': 'キャンペーンの下書きを保存する',
  'post /v1/campaigns/{id}/publish': '下書きを次の版として公開する',
  'post /v1/campaigns/{id}/state': 'キャンペーンを開始・一時停止・終了する',
  'get /v1/campaigns/{id}/versions': '公開した版の一覧を読む',
  'get /v1/campaigns/{id}/versions/{version}': '公開した版の内容を読む',
  'get /v1/reports/held-back': '表示を控えた回数を、キャンペーン・日・理由ごとに読む',
  'get /v1/decisions/explain': 'ある人に何がなぜ表示されるか（されないか）を、現在または過去の時点で説明する',
  'post /v1/debug': 'ページに重ねる表示へのリンクを作る',
  'get /v1/debug': 'コンソールが発行したトークンで、ひとつのページの判定を説明する',
  'post /v1/decisions/audience': '対象になる人と、あと少しで対象になる人を見積もる',
  'post /v1/decisions/conflicts': '下書きと重なる配信中のキャンペーンを見積もる',
  'post /v1/decisions/backtest': '下書きを過去のデータで試す',
  'get /v1/decisions/backtest': '最近の試行の一覧を読む',
  'get /v1/decisions/backtest/{id}': '試行の進み具合と結果を読む',
  'delete /v1/decisions/backtest/{id}': '試行を中止する',
  'post /v1/conversions': 'コンバージョンを記録する（idごとに一度だけ）',
  'post /v1/exposures': '別の仕組みで行った実験の割り当てを取り込む',
  'post /v1/stripe': 'Stripeのイベントを受け取る',
  'get /api/session': 'サインインしている人を調べる',
  'post /api/demo-session': 'デモにサインインする',
  'post /api/auth/sign-in/email': 'サインインする',
  'post /api/auth/sign-up/email': '新しいコンソールの所有者になる',
  'post /api/auth/sign-out': 'サインアウトする',
  'get /v1/keys': 'キーの一覧を先頭の文字だけで読む',
  'post /v1/keys': 'キーを作り、一度だけ表示する',
  'delete /v1/keys/{id}': 'キーをただちに無効にする',
  'get /v1/sri.json': 'スクリプトのファイルとチェックサムの一覧を読む',
  'get /v1/snippet': 'ページに貼るタグを書き出す',
  'get /health': 'サーバーの状態を調べる',
  'get /metrics': '計測値をPrometheusのテキスト形式で読む',
}

/** Heading of a topic. */
export function tagOf(tag: string, locale: Locale): string {
  return locale === 'ja' ? (TAGS_JA[tag] ?? tag) : tag
}

/** What a route does, in the reader's language. */
export function summaryOf(method: string, path: string, english: string, locale: Locale): string {
  return locale === 'ja' ? (SUMMARIES_JA[`${method} ${path}`] ?? english) : english
}
