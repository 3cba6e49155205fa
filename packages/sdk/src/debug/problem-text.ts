import type { Locale } from '@espalier/core/schema'
import type { Problem } from './problems.ts'

type Words = Record<Problem['code'], (about: string, meant: string | undefined) => string>

const en: Words = {
  key: (status) => `The server refused the key (${status}). The public key of this server is in the console: Settings, Install and keys.`,
  silent: (host) => `${host} does not answer. Is this address right, and the server running? An ad blocker can be the cause, too.`,
  token: () => 'The server does not accept what the page can prove of who is here. The console counts why: Settings, Signed identity.',
  presenter: () => 'Engine or widgets could not be loaded. Does your content security policy allow them, and is loadPresenter right?',
  option: (about, meant) => `“${about}” is no option. Did you mean “${meant}”?`,
  element: (about, meant) => `${about} is none of our elements.${meant ? ` Did you mean ${meant}?` : ''}`,
  place: (about, attribute) => `${about} needs the attribute “${attribute}”; without it, nothing can appear there.`,
  feature: (about, meant) => `The catalogue has no feature “${about}”.${meant ? ` Did you mean “${meant}”?` : ''}`,
  uncounted: (about) => `A meter shows how much is used, and “${about}” is not counted. Make it a metered feature in the catalogue.`,
  attribute: (about, meant) => `“${about}” is none of our attributes.${meant ? ` Did you mean “${meant}”?` : ''}`,
  properties: (about) => `data-espalier-properties has to be a JSON object such as {"rows": 3}. It is: ${about}`,
  userId: () =>
    'identify was called without a user id: expected text that is not blank, of at most 256 characters. Numbers have to be made text.',
  groupId: () =>
    'group was called without an account id: expected text that is not blank, of at most 256 characters. Numbers have to be made text.',
  event: () =>
    'An event has no name, one of more than 200 characters, or one that begins with “espalier:”, which is ours. Expected text, as in track("Report Exported").',
  name: () => 'page was called with something else than a name: expected text that is not blank, of at most 200 characters, or nothing.',
  'feature-name': () => 'setUsage was called without a feature: expected its id in the catalogue.',
  used: () => 'setUsage was called with something else than { used, limit? }: expected numbers from 0; limit: null is unlimited.',
  listener: () => 'on was called without a listener: expected a function, as in on("change", draw).',
}

const ja: Words = {
  key: (status) =>
    `サーバーがキーを拒否しました（${status}）。このサーバーの公開キーは、コンソールの「設定」の「埋め込みとキー」にあります。`,
  silent: (host) =>
    `${host} から応答がありません。アドレスが正しいか、サーバーが動いているかを確かめてください。広告ブロッカーが原因のこともあります。`,
  token: () =>
    '誰が使っているかの証明を、サーバーが受け付けませんでした。理由ごとの件数は、コンソールの「設定」の「署名つきの本人確認」にあります。',
  presenter: () =>
    '判定またはウィジェットのファイルを読み込めませんでした。コンテンツセキュリティポリシーとloadPresenterを確かめてください。',
  option: (about, meant) => `「${about}」というオプションはありません。「${meant}」ではありませんか。`,
  element: (about, meant) => `${about} という要素はありません。${meant ? `${meant} ではありませんか。` : ''}`,
  place: (about, attribute) => `${about} に属性「${attribute}」がありません。このままでは何も表示できません。`,
  feature: (about, meant) => `カタログに「${about}」という機能がありません。${meant ? `「${meant}」ではありませんか。` : ''}`,
  uncounted: (about) => `メーターは使用量を示しますが、「${about}」は数えない機能です。カタログで、使用量を数える機能にしてください。`,
  attribute: (about, meant) => `「${about}」という属性はありません。${meant ? `「${meant}」ではありませんか。` : ''}`,
  properties: (about) => `data-espalier-propertiesには {"rows": 3} のようなJSONのオブジェクトを書きます。いまの値：${about}`,
  userId: () => 'identifyにユーザーIDがありません。空白だけでない、256文字以内の文字列を渡してください。数値は文字列にします。',
  groupId: () => 'groupにアカウントIDがありません。空白だけでない、256文字以内の文字列を渡してください。数値は文字列にします。',
  event: () =>
    'イベントの名前がないか、200文字を超えているか、Espalier用の「espalier:」で始まっています。track("Report Exported") のように、文字列を渡してください。',
  name: () => 'pageの名前がわかりません。空白だけでない、200文字以内の文字列を渡すか、名前を省いてください。',
  'feature-name': () => 'setUsageに機能がありません。カタログの機能のIDを渡してください。',
  used: () => 'setUsageの内容がわかりません。{ used, limit? } を0以上の数値で渡してください。limitがnullなら上限なしです。',
  listener: () => 'onに関数がありません。on("change", draw) のように、関数を渡してください。',
}

/** One sentence or two for a developer: what is wrong, and what was expected. */
export function describeProblem({ code, about, meant }: Problem, locale: Locale): string {
  return (locale === 'ja' ? ja : en)[code](about, meant)
}
