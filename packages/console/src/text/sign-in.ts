import type { Book } from './text.ts'

const en = {
  title: 'Sign in',
  againTitle: 'Sign in again',
  againText: 'Your session has ended. What you were working on stays as it is, also what you have not saved yet.',
  demoTitle: 'Welcome to the demo',
  demoText: 'A made-up SaaS with three accounts and six campaigns. Change what you like; nothing leaves this machine.',
  enterDemo: 'Open the console',
  ownerTitle: 'Create the owner',
  ownerText: 'This console is new. The first person who signs up owns it.',
  create: 'Create the owner and sign in',
  name: 'Your name',
  email: 'E-mail address',
  password: 'Password',
  passwordHint: 'At least 8 characters.',
  signIn: 'Sign in',
  promise: 'Grow the customers you already have, and prove what caused it.',
}

const ja: typeof en = {
  title: 'サインイン',
  againTitle: 'もう一度サインイン',
  againText: 'セッションが切れました。開いていた画面は、保存していない内容も含めてそのまま残っています。',
  demoTitle: 'デモへようこそ',
  demoText:
    '3つのアカウントと6つのキャンペーンが入った架空のSaaSです。自由に変えてかまいません。データがこのマシンの外に出ることはありません。',
  enterDemo: 'コンソールを開く',
  ownerTitle: '管理者を登録',
  ownerText: 'このコンソールはまだ使われていません。最初に登録した方が管理者になります。',
  create: '登録してサインイン',
  name: 'お名前',
  email: 'メールアドレス',
  password: 'パスワード',
  passwordHint: '8文字以上で入力してください。',
  signIn: 'サインイン',
  promise: 'いまのお客さまとともに伸び、その理由を確かめる。',
}

/** Words of the sign-in screen. */
export const signInWords: Book<typeof en> = { en, ja }
