import type { ErrorCode } from '@espalier/core/schema'
import type { Book } from './text.ts'

/** What an error carries beside its code, as parts of a sentence. */
export interface Told {
  /** What is wrong with which field, one sentence each; empty where no field is named. */
  fields: string
  /** The id that is meant, in quotation marks; empty where none is named. */
  id: string
  /** The bound that was passed, with its unit; empty where none is named. */
  limit: string
  /** When to try again. */
  again: string
}

type Said = string | ((told: Told) => string)

/** `unreachable` and `unknown`: no answer, and one that is none of this server's. */
export type Code = ErrorCode | 'unreachable' | 'unknown'

const after = (said: string) => (told: Told) => (told.fields ? `${said} ${told.fields}` : said)
/** Japanese sentences follow each other without a space. */
const next = (said: string) => (told: Told) => said + told.fields

const en: Record<Code, Said> = {
  'account-merged': ({ id }) => `This account is already part of account${id && ` ${id}`}. Open that account instead.`,
  'account-shared': 'Other people are in an account with the same id, so it cannot be deleted with this person.',
  'account-unknown': ({ id }) => `There is no account${id && ` ${id}`}. It may have been deleted.`,
  'changed-meanwhile':
    'This was changed elsewhere after you opened it. Open it in another tab to compare, then save yours over it or reload.',
  'auto-paused': 'A guardrail paused this campaign. Lift the pause with a reason before you publish.',
  'backtest-unknown': 'This try on the past is not kept any more. Start it again.',
  'bad-request': 'The request cannot be read. Reload the page and try again.',
  'body-too-large': ({ limit }) => `This is too large.${limit && ` At most ${limit} are accepted.`}`,
  'campaign-unknown': ({ id }) => `There is no campaign${id && ` ${id}`}.`,
  'colleague-known': 'Somebody with this e-mail address can sign in already.',
  'colleague-unknown': 'This colleague is not here any more.',
  'invitation-unknown': 'This invitation cannot be used: it was used, taken back, or is older than 7 days. Ask for another one.',
  'not-in-demo': 'The demo is entered without a password, so there is none to change.',
  'owner-stays': 'The owner of this console cannot be removed.',
  'session-missing': 'Nobody is signed in any more. Sign in again.',
  'session-unknown': 'This session has ended already.',
  'wrong-password': 'This is not your password.',
  'debug-token': 'The access of this page is over. Open it again from the console.',
  'empty-body': 'Nothing was sent.',
  erased: 'Whoever this names was erased.',
  'foreign-origin': 'Another site may not do this.',
  internal: 'The server failed. The reason is in its log.',
  'invalid-account': after('The account was not changed.'),
  'invalid-audience': after('This audience cannot be worked out.'),
  'invalid-backtest': after('The past cannot be tried with this.'),
  'invalid-batch': after('The events were not taken.'),
  'invalid-body': after('This cannot be taken.'),
  'invalid-boot': after('The page asked in a way that cannot be read.'),
  'invalid-campaign': after('Something in the campaign has to be changed.'),
  'invalid-catalog': after('Something in the catalogue has to be changed.'),
  'invalid-conflicts': after('Other campaigns cannot be compared with this.'),
  'invalid-conversions': after('The conversions were not taken.'),
  'invalid-csv': after('The file cannot be read as CSV.'),
  'invalid-definitions': after('Something in the segments or counted events has to be changed.'),
  'invalid-email': 'This is not an e-mail address.',
  'invalid-email-or-password':
    'The e-mail address and the password do not belong together. Check both and try again. A forgotten password is replaced on the server, with “espalier password”.',
  'invalid-event': after('The event was not taken.'),
  'invalid-exposures': after('The exposures were not taken.'),
  'invalid-funnel': after('This funnel cannot be counted.'),
  'invalid-hook': after('The address was not saved.'),
  'invalid-id': after('This id cannot exist.'),
  'invalid-import': after('The file was not imported.'),
  'invalid-json': 'This is not valid JSON.',
  'invalid-key': after('The key was not made.'),
  'invalid-lead': after('The lead was not changed.'),
  'invalid-lines': after('Nothing was imported.'),
  'invalid-query': after('This cannot be shown as it was asked for.'),
  'invalid-rates': after('The rate was not saved.'),
  'invalid-request': after('This cannot be taken.'),
  'invalid-settings': after('The settings were not saved.'),
  'invalid-subscriptions': after('The subscriptions were not taken.'),
  'invalid-user': after('The person was not changed.'),
  'invalid-utf8': 'The text is not valid UTF-8. Save a file as “CSV UTF-8”.',
  'invalid-version': 'A version is a whole number from 1.',
  'key-missing': 'You are signed out. Sign in again.',
  'key-not-allowed': 'This kind of key may not do this.',
  'key-unknown': 'There is no such key, or it is out of use already.',
  'lead-unknown': 'There is no such lead.',
  'merge-same': 'This is the account itself. Choose another one.',
  'no-connection': 'This needs a connection over the network.',
  'no-hook': 'There is no address yet. Save one first.',
  'not-built': 'These pages are not built yet. Run “pnpm build” and reload.',
  'not-found': 'There is nothing at this address.',
  'not-published': 'Publish a version first. Then the campaign can run.',
  'origin-not-allowed': 'This works only from the console itself. Open it at its own address.',
  'person-elsewhere': 'The person who has the id of this account is in other accounts, too. Delete that person first.',
  'plan-same': 'This plan is subscribed to already.',
  'plan-unknown': ({ id }) => `There is no plan${id && ` ${id}`}.`,
  'reason-missing': 'A guardrail paused this campaign. Say why it may go on.',
  'sign-in-failed': 'Signing in failed. Try again.',
  'sign-up-closed': 'This console has an owner already. Sign in instead.',
  'signature-invalid': 'The signature is not right.',
  'storage-busy': ({ again }) => `The database is busy at the moment. Try again ${again}.`,
  'storage-failing': ({ again }) => `The disk of the database fails. Try again ${again}.`,
  'storage-full': ({ again }) => `The disk of the database is full. Once there is room, try again ${again}.`,
  'storage-read-only': ({ again }) => `The database can only be read at the moment. Try again ${again}.`,
  'storage-unreachable': ({ again }) => `The database cannot be reached. Try again ${again}.`,
  'stripe-not-configured': 'Stripe is not connected to this server.',
  'too-many-attempts': ({ again }) => `These were too many attempts. Try again ${again}.`,
  'too-many-keys': 'Two keys are in use already. Retire one of them first.',
  'unreadable-body': 'What was sent did not arrive whole. Try again.',
  unknown: 'The answer did not come from this server. Try again, or ask whoever runs it.',
  unreachable: 'The server cannot be reached. Check the connection and try again.',
  unsigned: 'Your server did not sign who this is.',
  'unsupported-content-type': 'This kind of content cannot be read.',
  'unsupported-encoding': 'This kind of compression cannot be read.',
  'user-unknown': ({ id }) => `There is no person${id && ` ${id}`}. They may have been deleted.`,
  'version-not-kept': 'This version is not kept any more.',
  'version-unknown': 'This campaign has no such version.',
}

const ja: typeof en = {
  'account-merged': ({ id }) => `このアカウントはすでにアカウント${id}に統合されています。統合先のアカウントを開いてください。`,
  'account-shared': '同じIDのアカウントにほかの人も所属しているため、この人と一緒には削除できません。',
  'account-unknown': ({ id }) => `アカウント${id}が見つかりません。削除された可能性があります。`,
  'changed-meanwhile': '開いたあとに、別の場所で変更されました。別のタブで開いて比べ、この内容で上書きするか、再読み込みしてください。',
  'auto-paused': 'ガードレールがこのキャンペーンを停止しています。理由を書いて再開してから公開してください。',
  'backtest-unknown': 'この検証の記録は残っていません。もう一度実行してください。',
  'bad-request': 'リクエストを読み取れません。ページを再読み込みして、もう一度お試しください。',
  'body-too-large': ({ limit }) => `データが大きすぎます。${limit && `${limit}までにしてください。`}`,
  'campaign-unknown': ({ id }) => `キャンペーン${id}が見つかりません。`,
  'colleague-known': 'このメールアドレスの方は、すでにサインインできます。',
  'colleague-unknown': 'このメンバーはすでにいません。',
  'invitation-unknown': 'この招待は使えません。すでに使われたか、取り消されたか、7日を過ぎています。もう一度招待してもらってください。',
  'not-in-demo': 'デモはパスワードなしで使えるため、変更するパスワードはありません。',
  'owner-stays': 'このコンソールの管理者は外せません。',
  'session-missing': 'サインインしていません。もう一度サインインしてください。',
  'session-unknown': 'このセッションはすでに終わっています。',
  'wrong-password': '現在のパスワードが違います。',
  'debug-token': 'このページを開ける時間が過ぎました。コンソールからもう一度開いてください。',
  'empty-body': '何も送られていません。',
  erased: 'このIDのデータはすでに消去されています。',
  'foreign-origin': 'ほかのサイトからは操作できません。',
  internal: 'サーバーで問題が起きました。原因はサーバーのログにあります。',
  'invalid-account': next('アカウントを変更できませんでした。'),
  'invalid-audience': next('この対象は計算できません。'),
  'invalid-backtest': next('この内容では過去のデータで検証できません。'),
  'invalid-batch': next('イベントを受け付けられませんでした。'),
  'invalid-body': next('この内容は受け付けられません。'),
  'invalid-boot': next('ページからの問い合わせを読み取れません。'),
  'invalid-campaign': next('キャンペーンに直すところがあります。'),
  'invalid-catalog': next('カタログに直すところがあります。'),
  'invalid-conflicts': next('ほかのキャンペーンと比べられません。'),
  'invalid-conversions': next('コンバージョンを受け付けられませんでした。'),
  'invalid-csv': next('CSVとして読み取れません。'),
  'invalid-definitions': next('セグメントや集計イベントに直すところがあります。'),
  'invalid-email': 'メールアドレスの形式が違います。',
  'invalid-email-or-password':
    'メールアドレスとパスワードの組み合わせが違います。両方を確かめて、もう一度お試しください。パスワードを忘れたときは、サーバーで「espalier password」を実行すると新しくできます。',
  'invalid-event': next('イベントを受け付けられませんでした。'),
  'invalid-exposures': next('表示の記録を受け付けられませんでした。'),
  'invalid-funnel': next('このファネルは集計できません。'),
  'invalid-hook': next('宛先を保存できませんでした。'),
  'invalid-id': next('このIDは使えません。'),
  'invalid-import': next('ファイルを取り込めませんでした。'),
  'invalid-json': 'JSONとして読み取れません。',
  'invalid-key': next('キーを作れませんでした。'),
  'invalid-lead': next('リードを変更できませんでした。'),
  'invalid-lines': next('1行も取り込んでいません。'),
  'invalid-query': next('この条件では表示できません。'),
  'invalid-rates': next('レートを保存できませんでした。'),
  'invalid-request': next('この内容は受け付けられません。'),
  'invalid-settings': next('設定を保存できませんでした。'),
  'invalid-subscriptions': next('契約を受け付けられませんでした。'),
  'invalid-user': next('この人の設定を変更できませんでした。'),
  'invalid-utf8': '文字コードがUTF-8ではありません。ファイルは「CSV UTF-8」形式で保存してください。',
  'invalid-version': 'バージョンは1以上の整数で指定してください。',
  'key-missing': 'サインアウトしています。もう一度サインインしてください。',
  'key-not-allowed': 'この種類のキーではこの操作はできません。',
  'key-unknown': 'このキーはないか、すでに使えなくなっています。',
  'lead-unknown': 'このリードは見つかりません。',
  'merge-same': '統合元と同じアカウントです。別のアカウントを選んでください。',
  'no-connection': 'この操作にはネットワーク接続が必要です。',
  'no-hook': '宛先がまだありません。先に保存してください。',
  'not-built': '画面がまだビルドされていません。「pnpm build」を実行して、再読み込みしてください。',
  'not-found': 'このアドレスには何もありません。',
  'not-published': '先にバージョンを公開してください。公開すると実行できます。',
  'origin-not-allowed': 'この操作はコンソールからだけ行えます。コンソールのアドレスを開いてください。',
  'person-elsewhere': 'このアカウントと同じIDの人が、ほかのアカウントにも所属しています。先にその人を削除してください。',
  'plan-same': 'このプランはすでに契約しています。',
  'plan-unknown': ({ id }) => `プラン${id}が見つかりません。`,
  'reason-missing': 'ガードレールがこのキャンペーンを停止しています。再開する理由を入力してください。',
  'sign-in-failed': 'サインインできませんでした。もう一度お試しください。',
  'sign-up-closed': 'このコンソールにはすでに管理者がいます。サインインしてください。',
  'signature-invalid': '署名が正しくありません。',
  'storage-busy': ({ again }) => `データベースが混み合っています。${again}、もう一度お試しください。`,
  'storage-failing': ({ again }) => `データベースのディスクに問題があります。${again}、もう一度お試しください。`,
  'storage-full': ({ again }) => `データベースのディスクがいっぱいです。空きを作り、${again}、もう一度お試しください。`,
  'storage-read-only': ({ again }) => `データベースがいまは読み取り専用です。${again}、もう一度お試しください。`,
  'storage-unreachable': ({ again }) => `データベースに接続できません。${again}、もう一度お試しください。`,
  'stripe-not-configured': 'このサーバーにはStripeが接続されていません。',
  'too-many-attempts': ({ again }) => `試行回数が多すぎます。${again}、もう一度お試しください。`,
  'too-many-keys': 'すでに2つのキーを使っています。先にどちらかを終了してください。',
  'unreadable-body': '送った内容が途中で途切れました。もう一度お試しください。',
  unknown: 'このサーバー以外からの応答が返りました。もう一度試すか、サーバーの管理者に確かめてください。',
  unreachable: 'サーバーに接続できません。接続を確かめて、もう一度お試しください。',
  unsigned: 'だれであるかを示す、お使いのサーバーの署名がありません。',
  'unsupported-content-type': 'この種類の内容は読み取れません。',
  'unsupported-encoding': 'この圧縮形式は読み取れません。',
  'user-unknown': ({ id }) => `ユーザー${id}が見つかりません。削除された可能性があります。`,
  'version-not-kept': 'このバージョンはもう残っていません。',
  'version-unknown': 'このキャンペーンにこのバージョンはありません。',
}

/** Words for everything that the server refuses, by its stable code. */
export const errorWords: Book<Record<Code, Said>> = { en, ja }

/** The parts that sentences of errors are made of. */
export const errorParts: Book<{
  quote: (text: string) => string
  field: (name: string, said: string) => string
  line: (number: string) => string
  more: (count: number) => string
  size: (kilobytes: number) => string
  again: (seconds: number | undefined) => string
  together: (parts: readonly string[]) => string
  beyond: (code: string, message: string) => string
}> = {
  en: {
    quote: (text) => `“${text}”`,
    field: (name, said) => `${name}: ${said}`,
    line: (number) => `Line ${number}`,
    more: (count) => `And ${count} more.`,
    size: (kilobytes) => (kilobytes < 1024 ? `${kilobytes} KB` : `${Math.floor(kilobytes / 1024)} MB`),
    again: (seconds) =>
      seconds === undefined ? 'in a while' : seconds < 120 ? `in ${seconds} seconds` : `in ${Math.ceil(seconds / 60)} minutes`,
    together: (parts) => parts.join(' '),
    beyond: (_, message) => message,
  },
  ja: {
    quote: (text) => `「${text}」`,
    field: (name, said) => `${name}：${said}`,
    line: (number) => `${number}行目`,
    more: (count) => `ほかに${count}件あります。`,
    size: (kilobytes) => (kilobytes < 1024 ? `${kilobytes}KB` : `${Math.floor(kilobytes / 1024)}MB`),
    again: (seconds) =>
      seconds === undefined
        ? 'しばらく待ってから'
        : seconds < 120
          ? `${seconds}秒ほど待ってから`
          : `${Math.ceil(seconds / 60)}分ほど待ってから`,
    together: (parts) => parts.join(''),
    beyond: (code, message) => `サーバーが受け付けませんでした（${code}：${message}）。`,
  },
}
