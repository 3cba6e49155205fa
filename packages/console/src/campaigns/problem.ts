import type { Locale } from '@espalier/core/schema'

/** What is wrong with a field. */
export interface Problem {
  code: 'missing' | 'choose' | 'time' | 'short' | 'long' | 'low' | 'high' | 'link' | 'slug' | 'unknown' | 'other'
  /** The schema's own words, English. */
  message: string
  /** The bound that was missed; Infinity where there is none. */
  limit?: number
}

/** What to change, in the reader's language. What has no words of its own keeps the schema's. */
export function describeProblem({ code, message, limit = 0 }: Problem, locale: Locale): string {
  const ja = locale === 'ja'
  switch (code) {
    case 'missing':
      return ja ? '入力してください。' : 'Write something here.'
    case 'choose':
      return ja ? '一つ選んでください。' : 'Choose one.'
    case 'time':
      return ja ? '日時を入力してください。' : 'Give a date and a time.'
    case 'short':
      return ja ? `${limit}文字以上で書いてください。` : `Write at least ${limit} characters.`
    case 'long':
      return ja ? `${limit}文字以内で書いてください。` : `Use at most ${limit} characters.`
    case 'low':
      return ja ? `${limit}以上にしてください。` : `Use ${limit} or more.`
    case 'high':
      return ja ? `${limit}以下にしてください。` : `Use ${limit} or less.`
    case 'link':
      return ja ? 'https://、mailto:、「/」または「#」で始めてください。' : 'Start with https://, mailto:, “/” or “#”.'
    case 'slug':
      return ja ? '英小文字・数字・「-」「_」だけを使ってください。' : 'Use lower-case letters, digits, “-” and “_” only.'
    case 'unknown':
      return ja ? 'この項目名はありません。' : 'There is no such field.'
    case 'other':
      return describeMessage(message, locale)
  }
}

/** Words for the messages of the schema and of the server that authors meet, by what they look like; `$1` is what they quote. */
const SAID: readonly [message: RegExp, en: string, ja: string][] = [
  [/^expected more days than "from"$/, 'Choose a later day than the first one.', '開始より後の日数にしてください。'],
  [/^expected more than "from"$/, 'Choose more than where it starts.', '開始より大きい値にしてください。'],
  [/^expected days with show "every"$/, 'Say after how many days.', '何日あけるかを入力してください。'],
  [/^expected a time after "from"$/, 'Choose a time after the start.', '開始より後の日時にしてください。'],
  [/^expected another hour than "from"$/, 'Choose another hour than the first one.', '開始と違う時刻にしてください。'],
  [/^expected a path that starts with/, 'Start with “/” or “*”.', '「/」または「*」で始めてください。'],
  [/^expected a trait such as/, 'Name a trait such as account.renewsAt.', 'account.renewsAt のような属性を書いてください。'],
  [
    /^expected a three-letter currency/,
    'Use a code of three letters such as JPY or USD.',
    'JPYやUSDのような3文字のコードを入力してください。',
  ],
  [/^expected lower-case letters/, 'Use lower-case letters, digits, “-” and “_” only.', '英小文字・数字・「-」「_」だけを使ってください。'],
  [/^expected an IANA time zone/, 'Use a time zone such as Asia/Tokyo.', 'Asia/Tokyoのようなタイムゾーンを入力してください。'],
  [/^expected the name of an event/, 'Name the event.', 'イベント名を入力してください。'],
  [/^variant "(.+)" appears twice$/, 'There are two variants “$1”.', 'バリエーション「$1」が2つあります。'],
  [/^"(.+)" appears twice$/, '“$1” is there twice.', '「$1」が2つあります。'],
  [/is the name of the hold-out arm$/, 'This name is taken by the hold-out.', 'この名前はホールドアウトが使っています。'],
  [/^a segment may not name another segment$/, 'A segment may not name another segment.', 'セグメントの中で別のセグメントは使えません。'],
  [
    /^unknown fact "(.+)"; facts start with (.+)$/,
    'There is no fact “$1”. Facts start with $2.',
    '「$1」という項目はありません。項目は$2で始まります。',
  ],
  [
    /^unknown logic operator (\S+);/,
    'There is no “$1”. Use $and, $or, $nor or $not.',
    '「$1」は使えません。$and、$or、$nor、$notを使ってください。',
  ],
  [/^unknown operator (.+)$/, 'There is no comparison “$1”.', '「$1」という比べ方はありません。'],
  [/^(\$\w+) expects a list/, '$1 needs a list in [ ].', '$1には[ ]で囲んだリストが必要です。'],
  [/^\$exists expects true or false$/, '$exists needs true or false.', '$existsにはtrueかfalseを指定してください。'],
  [/^(\$\w+) expects a pattern as text$/, '$1 needs a pattern as text.', '$1には文字列のパターンが必要です。'],
  [/^(\$\w+) is not a valid pattern$/, 'The pattern of $1 cannot be read.', '$1のパターンを読み取れません。'],
  [
    /^expected an object such as/,
    'Write an object such as {"plan.id": "team"}.',
    '{"plan.id": "team"} のようなオブジェクトで書いてください。',
  ],
  [/^nested deeper than (\d+) levels$/, 'This is nested deeper than $1 levels.', '入れ子が$1段を超えています。'],
  [/there is no segment "(.+)"$/, 'There is no segment “$1”.', 'セグメント「$1」がありません。'],
  [/there is no feature "(.+)"$/, 'The catalogue has no feature “$1”.', 'カタログに「$1」という機能がありません。'],
  [
    /custom event "(.+)" is still being counted/,
    'The past of “$1” is still being counted. Publish when that is done.',
    '「$1」の過去の分を数えています。数え終わってから公開してください。',
  ],
  [/campaign "(.+)" uses "(.+)"$/, 'The campaign “$1” uses “$2”.', 'キャンペーン「$1」が「$2」を使っています。'],
  [
    /^column "(?:.*[;\t].*)" is not known$/,
    'Separate the columns with commas.',
    '列はセミコロンやタブではなく、カンマで区切ってください。',
  ],
  [
    /^(?:Quote Not Closed|Invalid Closing Quote|Invalid Opening Quote)/,
    'A quotation mark (") is not closed.',
    '引用符（"）が閉じていません。',
  ],
  [/^column "(.+)" is not known$/, 'There is no column “$1”.', '「$1」という列はありません。'],
  [/^column "(.+)" is missing$/, 'The column “$1” is missing.', '「$1」の列がありません。'],
  [/^a column appears twice$/, 'A column is there twice.', '同じ列が2つあります。'],
  [
    /^the file has (\d+) lines of states$/,
    'The file has $1 lines; it takes 1 to 20,000.',
    '$1行あります。1行から2万行までにしてください。',
  ],
  [/^the file is not valid UTF-8/, 'Save the file as “CSV UTF-8”.', '「CSV UTF-8」形式で保存してください。'],
  [/^expected (\d+) columns, found (\d+)$/, 'There are $2 columns in place of $1.', '列が$2個あります。$1個にしてください。'],
  [/^expected a time such as/, 'Write a time such as 2026-10-01T00:00:00Z.', '2026-10-01T00:00:00Zのような日時にしてください。'],
  [/^(?:Invalid input: expected \w+, received (?:undefined|NaN)|missing; expected .+)$/, 'Write something here.', '入力してください。'],
  [/^Invalid option: expected one of (.+)$/, 'Use one of $1.', '$1のいずれかにしてください。'],
  [/^Too small: expected (?:string|array) to have >=1 /, 'Write something here.', '入力してください。'],
  [/^Too small: expected number to be >=(.+)$/, 'Use $1 or more.', '$1以上にしてください。'],
  [/^Too small: expected number to be >(.+)$/, 'Use more than $1.', '$1より大きくしてください。'],
  [/^Too big: expected number to be <=(.+)$/, 'Use $1 or less.', '$1以下にしてください。'],
  [/^expected a number$/, 'Write a number.', '数字で入力してください。'],
  [/^expected an amount such as/, 'Write an amount such as 98 or 98.50.', '98や98.50のような金額にしてください。'],
  [/^expected an amount, or a plan/, 'Give an amount, or a plan that has a price.', '金額か、価格のあるプランを入力してください。'],
  [/^expected a whole number of (\w+)$/, '$1 has no decimals.', '$1は整数で入力してください。'],
  [/^expected at most (\d) decimals for (\w+)$/, '$2 has at most $1 decimals.', '$2の小数は$1桁までです。'],
  [/^the catalogue has no plan "(.+)"$/, 'The catalogue has no plan “$1”.', 'カタログに「$1」というプランがありません。'],
  [/^expected a time that is not in the future$/, 'This is in the future.', '未来の日時です。'],
  [/belongs to account "(.+)"$/, 'This subscription belongs to “$1”.', 'この契約は「$1」のものです。'],
  [/is a subscription that Stripe tells of$/, 'Stripe tells of this subscription already.', 'この契約の状態はStripeから届いています。'],
  [
    /^lines of one subscription and time differ/,
    'Lines of one subscription and time differ in more than what is billed.',
    '同じ契約・同じ日時の行で、請求内容以外が異なります。',
  ],
  [
    /^line (\d+) is line (\d+) again;/,
    'Line $1 says what line $2 says. Write it once, with the whole quantity.',
    '$1行目は$2行目と同じ内容です。数量をまとめて1行にしてください。',
  ],
  [
    /^"(.+)" appears twice; expected one line with the whole quantity$/,
    '“$1” is there twice for one subscription and time. Write one line with the whole quantity.',
    '同じ契約・同じ日時に「$1」が2行あります。数量をまとめて1行にしてください。',
  ],
  [
    /^expected an id of its own; "(.+)" is another line's$/,
    '“$1” is there twice for one subscription and time.',
    '同じ契約・同じ日時に「$1」が2つあります。',
  ],
  [/^expected a whole number, received a number$/, 'Write a whole number.', '整数で入力してください。'],
  [/^expected true or false$/, 'Write true or false.', 'trueまたはfalseを入力してください。'],
  [/^expected text without control characters$/, 'Leave control characters out.', '制御文字は使えません。'],
  [/^Too big: expected string to have <=(\d+) characters$/, 'Use at most $1 characters.', '$1文字以内で書いてください。'],
  [
    /^expected an amount: "(.+)" has no price in (\w+) for one (?:day|week|month|year)$/,
    'Give an amount. “$1” has no price in $2 for this interval.',
    '金額を入力してください。「$1」には、この期間の$2の価格がありません。',
  ],
  [/^expected an amount below 90 trillion$/, 'Use an amount below 90 trillion.', '90兆より小さい金額にしてください。'],
  [
    /^the body is larger than (\d+) bytes$/,
    'The file is too large: at most $1 bytes.',
    'ファイルが大きすぎます。$1バイトまでにしてください。',
  ],
  [
    /^Max Record Size/,
    'A line is too long. Is a quotation mark (") not closed?',
    '長すぎる行があります。引用符（"）が閉じているか確かめてください。',
  ],
  [/^whoever this names was erased/, 'Whoever this names was erased.', 'このIDのデータはすでに消去されています。'],
  [/^expected once, perShown or perAccepted$/, 'Give at least one amount.', '金額を1つ以上入力してください。'],
  [/expected an address that starts with https/, 'Start with https://.', 'https:// で始めてください。'],
  [/expected an address without a user name/, 'Leave user name and password out.', 'ユーザー名とパスワードは含められません。'],
  [
    /expected an address of the public internet/,
    'This address is not on the public internet.',
    'インターネット上のアドレスではありません。',
  ],
  [/^The server cannot be reached\.$/, 'The server cannot be reached.', 'サーバーに接続できません。'],
]

/** A message of the schema or of the server in the reader's language; what has no words of its own stays as it is. */
export function describeMessage(message: string, locale: Locale): string {
  for (const [pattern, en, ja] of SAID) {
    const found = pattern.exec(message)
    if (found) return (locale === 'ja' ? ja : en).replace(/\$(\d)/g, (_, number) => found[Number(number)] ?? '')
  }
  return message
}
