import type { Book } from './text.ts'

const en = {
  title: 'Import subscriptions from a file',
  text: 'One dated state a line. Nothing is imported before you have seen what it does, and only if every line is right. The same file twice changes nothing.',
  columns: 'Columns: id, account, at, status; then plan or price, quantity, amount (such as 98.50), interval, currency.',
  drop: 'Drop a CSV file here, or choose one',
  choose: 'CSV file',
  reading: 'Reading the file…',
  found: (count: string) => `${count} lines`,
  counts: {
    applied: (count: string) => `${count} new`,
    stale: (count: string) => `${count} correct the past`,
    duplicate: (count: string) => `${count} known already`,
    rejected: (count: string) => `${count} wrong`,
  },
  wrongTitle: 'Nothing can be imported yet',
  wrongText: 'Correct these lines in the file and drop it again.',
  line: 'Line',
  field: 'Field',
  problem: 'What is wrong',
  whole: 'Whole line',
  more: (count: string) => `and ${count} more lines`,
  yes: (count: string) => `Import ${count} states`,
  nothing: 'Everything in this file is known already.',
  done: (count: string) => `Imported. ${count} states were new or corrected the past.`,
  failed: 'The file cannot be read',
}

const ja: typeof en = {
  title: '契約をファイルから取り込む',
  text: '1行に、ある日時からの契約の状態を1つ書きます。取り込む前に結果を確かめられ、すべての行が正しいときだけ取り込みます。同じファイルを2回送っても変わりません。',
  columns: '列：id、account、at、status。続けてplanまたはprice、quantity、amount（98.50など）、interval、currency。',
  drop: 'CSVファイルをここにドロップするか、選んでください',
  choose: 'CSVファイル',
  reading: 'ファイルを確認しています…',
  found: (count) => `${count}行`,
  counts: {
    applied: (count) => `新規${count}件`,
    stale: (count) => `過去の訂正${count}件`,
    duplicate: (count) => `登録済み${count}件`,
    rejected: (count) => `誤り${count}件`,
  },
  wrongTitle: 'まだ取り込めません',
  wrongText: '次の行を直して、もう一度ドロップしてください。',
  line: '行',
  field: '項目',
  problem: '誤りの内容',
  whole: '行全体',
  more: (count) => `ほか${count}行`,
  yes: (count) => `${count}件を取り込む`,
  nothing: 'このファイルの内容は、すべて登録済みです。',
  done: (count) => `取り込みました。新規または過去の訂正は${count}件です。`,
  failed: 'ファイルを読めません',
}

/** Taking in a file of subscription states. */
export const importWords: Book<typeof en> = { en, ja }
