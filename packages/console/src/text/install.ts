import type { Book } from './text.ts'

const en = {
  title: 'Install',
  head: 'Put this into the head of your product’s pages. The first line keeps calls until the script has arrived.',
  body: 'Then say who is there, what happens, and where something may appear:',
  check: 'To see that it works, use your product once and look for yourself:',
  toPeople: 'Go to the people',
  yourKey: 'YOUR_PUBLIC_KEY',
  pickKey: 'Replace YOUR_PUBLIC_KEY with a public key from below; a key is shown in full only when it is made.',
  policy: 'Does your page have a Content Security Policy?',
  policyText:
    'It has to allow this, besides what it allows already. The hash is that of the first line. Nothing is needed for styles, images or fonts.',
  pinned: 'One version for good, checked by the browser',
  pinnedText:
    'In place of the tag above. The browser refuses files that were changed. It does not follow updates of your server, so change it with each of them.',
  importMapText: 'The first of the two checks what the script loads as well. Where your policy names hashes, script-src needs this one:',
  blocked: 'Do ad blockers stop the script?',
  blockedText:
    'Serve it from your own domain, under a path of your choice. Start the server with this variable, and let your proxy pass the folder on.',
  names: {
    head: 'Tags for the head',
    body: 'Example for the page',
    policy: 'What the policy has to allow',
    pinned: 'Tags with check sums',
    source: 'Source for script-src',
    own: 'Variable of the server',
  },
}

const ja: typeof en = {
  title: '埋め込み',
  head: '製品のページの<head>に入れてください。最初の行は、スクリプトが届くまでの呼び出しを預かります。',
  body: '続けて、誰が使っているか、何が起きたか、どこに表示してよいかを伝えます。',
  check: '動いているかどうかは、製品を一度使ってから、一覧にご自身がいるかで確かめられます。',
  toPeople: 'ユーザー一覧へ',
  yourKey: '公開キー',
  pickKey: '「公開キー」を、下で発行した公開キーに置き換えてください。キーの全体は発行時にだけ表示されます。',
  policy: 'コンテンツセキュリティポリシー（CSP）を使っている場合',
  policyText: 'いまの設定に、次の許可を加えてください。ハッシュは最初の行のものです。スタイル、画像、フォントの許可はいりません。',
  pinned: 'バージョンを固定し、改ざんを防ぐ',
  pinnedText:
    '上のタグの代わりに使います。変更されたファイルはブラウザーが拒否します。サーバーの更新には追従しないため、更新のたびに書き換えてください。',
  importMapText:
    '1行目は、スクリプトが読み込むファイルも確かめるためのものです。CSPでハッシュを指定している場合は、script-srcに次を加えてください。',
  blocked: '広告ブロッカーに止められる場合',
  blockedText:
    '自社のドメインの、好きなパスから配信できます。この変数を設定してサーバーを起動し、プロキシからそのフォルダーを中継してください。',
  names: {
    head: '<head>に入れるタグ',
    body: 'ページの例',
    policy: 'CSPに加える許可',
    pinned: 'チェックサムつきのタグ',
    source: 'script-srcに加える値',
    own: 'サーバーの変数',
  },
}

/** Words of the installation. */
export const installWords: Book<typeof en> = { en, ja }
