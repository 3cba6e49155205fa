import type { Book } from './text.ts'

const en = {
  all: 'all of these',
  any: 'any of these',
  value: 'Value',
  yes: 'yes',
  no: 'no',
  set: 'is set',
  unset: 'is not set',
  commas: 'a, b, c',
  operators: {
    is: 'is',
    $eq: 'is exactly',
    $ne: 'is not',
    $gte: 'at least',
    $gt: 'more than',
    $lte: 'at most',
    $lt: 'less than',
    $in: 'is one of',
    $nin: 'is none of',
    $exists: 'known',
  } as Record<string, string>,
  translations: {
    fields: { title: 'Fact' },
    operators: { title: 'Comparison' },
    value: { title: 'Value' },
    combinators: { title: 'How the lines belong together' },
    notToggle: { label: 'Not', title: 'The opposite of this group' },
    addRule: { label: '+ Line', title: 'Add a line' },
    addGroup: { label: '+ Group', title: 'Add a group' },
    removeRule: { title: 'Remove this line' },
    removeGroup: { title: 'Remove this group' },
  },
}

const ja: typeof en = {
  all: 'すべて満たす',
  any: 'いずれかを満たす',
  value: '値',
  yes: 'はい',
  no: 'いいえ',
  set: '値がある',
  unset: '値がない',
  commas: 'a、b、c',
  operators: {
    is: '＝',
    $eq: 'ちょうど',
    $ne: '以外',
    $gte: '以上',
    $gt: 'より多い',
    $lte: '以下',
    $lt: '未満',
    $in: 'いずれか',
    $nin: 'いずれでもない',
    $exists: '値の有無',
  },
  translations: {
    fields: { title: '項目' },
    operators: { title: '比べ方' },
    value: { title: '値' },
    combinators: { title: '条件のつなぎ方' },
    notToggle: { label: '否定', title: 'このグループに当てはまらない場合' },
    addRule: { label: '＋条件', title: '条件を追加' },
    addGroup: { label: '＋グループ', title: 'グループを追加' },
    removeRule: { title: 'この条件を削除' },
    removeGroup: { title: 'このグループを削除' },
  },
}

/** Words of the rule builder. */
export const rulesWords: Book<typeof en> = { en, ja }
