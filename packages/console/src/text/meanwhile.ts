import type { Book } from './text.ts'

const en = {
  title: 'Not saved: somebody else changed this after you opened it',
  who: (authors: readonly string[], when: string) =>
    authors.length > 0 ? `By ${authors.join(', ')}, last on ${when}:` : `Last on ${when}:`,
  kept: 'What you have written is still here.',
  takeOver: 'Take over these changes into mine',
  overwrite: 'Save mine over them',
  takenOver: 'Taken over. Look through it, then save.',
  now: 'It is shown as it stands now. Choose again if you want it otherwise.',
}

const ja: typeof en = {
  title: '保存していません。開いたあとに、別の人が変更しました',
  who: (authors, when) => (authors.length > 0 ? `変更した人：${authors.join('、')}（最後の変更：${when}）` : `最後の変更：${when}`),
  kept: '入力した内容は、このまま残っています。',
  takeOver: '相手の変更を取り込む',
  overwrite: 'この内容で上書きする',
  takenOver: '取り込みました。内容を確かめてから保存してください。',
  now: 'いまの内容を表示しています。変える場合は、もう一度選んでください。',
}

/** Words of what somebody else saved meanwhile. */
export const meanwhileWords: Book<typeof en> = { en, ja }
