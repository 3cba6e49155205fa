import type { Book } from './text.ts'

const en = {
  title: 'Personal data',
  personText: 'Everything that is kept of this person can be handed out as a file, or deleted.',
  accountTitle: 'Data of this account',
  accountText: 'Everything that is kept of this account, with what all of its people did, can be handed out as a file.',
  export: 'Export as JSON',
  delete: 'Delete this person…',
  askTitle: 'Delete this person?',
  goes: 'What goes',
  goesList: [
    'The id, the name and all other traits',
    'Earlier anonymous ids and devices',
    'Addresses, titles and texts in events, and comments of surveys',
  ],
  stays: 'What stays',
  staysList: ['What was counted: reports stay as they are', 'A random name in place of the id, which leads nowhere'],
  final: 'Nobody can undo this. If the person uses your product again, they are somebody new here.',
  type: (id: string) => `Type ${id} to confirm`,
  yes: 'Delete for good',
  shared: 'Other people are in an account with the same id. It is theirs, too, and cannot be deleted with this person.',
  gone: 'There is nobody with this id any more. Somebody may have deleted this person before.',
  failed: 'Nothing was deleted. Try it again in a moment.',
  unreachable: 'The server does not answer. The list of people says whether this person was deleted.',
  doneTitle: 'The person was deleted',
  doneText: 'Traces in free places of the database file are swept in the background. Backups that were made before still hold the person.',
  back: 'To all people',
  deletedPerson: 'Deleted person',
}

const ja: typeof en = {
  title: '個人データ',
  personText: 'このユーザーについて保存しているものを、すべてファイルに書き出すことも、削除することもできます。',
  accountTitle: 'このアカウントのデータ',
  accountText: 'このアカウントについて保存しているものを、所属するユーザー全員の操作も含めて、すべてファイルに書き出せます。',
  export: 'JSONで書き出す',
  delete: 'このユーザーを削除…',
  askTitle: 'このユーザーを削除しますか？',
  goes: '消えるもの',
  goesList: ['ID、名前、そのほかの属性すべて', '以前の匿名IDと端末', 'イベントに含まれるURL・タイトル・文章と、アンケートのコメント'],
  stays: '残るもの',
  staysList: ['集計した数値（レポートは変わりません）', 'IDの代わりになる無作為な名前（元の人にはたどれません）'],
  final: '元に戻すことはできません。この人が製品をもう一度使うと、新しいユーザーとして扱われます。',
  type: (id) => `確認のため「${id}」と入力してください`,
  yes: '完全に削除する',
  shared:
    '同じIDのアカウントにほかのユーザーが所属しています。そのアカウントはほかの人のものでもあるため、このユーザーと一緒には削除できません。',
  gone: 'このIDのユーザーはもういません。すでに削除された可能性があります。',
  failed: '何も削除されていません。しばらくしてから、もう一度お試しください。',
  unreachable: 'サーバーから応答がありません。削除されたかどうかは、ユーザーの一覧で確認してください。',
  doneTitle: 'ユーザーを削除しました',
  doneText: 'データベースファイルの空き領域に残る痕跡は、バックグラウンドで消去されます。削除前に取ったバックアップには残っています。',
  back: 'ユーザーの一覧へ',
  deletedPerson: '削除されたユーザー',
}

/** Words of exporting and deleting people. */
export const privacyWords: Book<typeof en> = { en, ja }
