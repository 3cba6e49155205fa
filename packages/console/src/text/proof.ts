import type { Book } from './text.ts'

const en = {
  parts: {
    purpose: 'What it is for',
    who: 'Who',
    when: 'When',
    where: 'Where',
    often: 'How often',
    rank: 'Beside other campaigns',
    proof: 'Proof',
  },
  about: 'What it is about',
  aboutNothing: 'No feature in particular',
  aboutHint: 'An offer never goes to an account that has the feature. Help with a feature that the account has comes before every offer.',
  cost: 'What one showing costs',
  costHint: (usual: string) =>
    `Of the attention budget; usually ${usual}. From 1 on it counts as an interruption and must wait for room. Less is never refused, but leaves less room for interruptions.`,
  namespace: 'Take turns with other campaigns',
  namespaceHint: 'Campaigns with the same group share its accounts between them: nobody meets two of them.',
  namespaceOn: 'Only a part of a group of accounts',
  namespaceId: 'Group',
  namespaceFrom: 'From',
  namespaceUntil: 'Until',
  assignment: 'Who decides about the arm',
  assignments: { hash: 'Espalier, by a stable draw', external: 'Another system, over the API' },
  assignmentHint: 'Send the arms to POST /v1/exposures. Without one an account sees nothing.',
  seed: 'Arms',
  seedKept: 'Every account keeps its arm for as long as the campaign lives, also when shares and weights change.',
  seedNew: (seed: string) => `Arms are drawn by “${seed}”.`,
  draw: 'Draw arms anew',
  drawTitle: 'Draw the arms anew?',
  drawText:
    'With the next version accounts that were held out may see it, and others may not any more. What was measured until now does not carry over: compare only what comes after.',
  drawYes: 'Draw anew',
  drawBack: 'Keep the arms as they are',
}

const ja: typeof en = {
  parts: {
    purpose: 'ねらい',
    who: '誰に',
    when: 'いつ',
    where: 'どこに',
    often: 'どのくらい',
    rank: 'ほかのキャンペーンとの関係',
    proof: '効果の確認',
  },
  about: '取り上げる機能',
  aboutNothing: '特になし',
  aboutHint: 'すでに使えるアカウントには提案しません。使える機能の活用支援は、どの提案よりも優先します。',
  cost: '1回の表示のコスト',
  costHint: (usual) =>
    `表示の上限から差し引く値です（標準は${usual}）。1以上は割り込みとみなし、上限に余裕があるときだけ表示します。1未満なら必ず表示できますが、割り込みに使える分は減ります。`,
  namespace: 'ほかのキャンペーンと対象を分ける',
  namespaceHint: '同じグループのキャンペーンでアカウントを分け合います。1つのアカウントが2つに当たることはありません。',
  namespaceOn: 'グループの一部だけを対象にする',
  namespaceId: 'グループ',
  namespaceFrom: '開始',
  namespaceUntil: '終了',
  assignment: '群の決め方',
  assignments: { hash: 'Espalierが固定の抽選で決める', external: '外部システムがAPIで決める' },
  assignmentHint: '群はPOST /v1/exposuresで送ります。届いていないアカウントには表示しません。',
  seed: '群の割り当て',
  seedKept: '割合や比重を変えても、アカウントの群はキャンペーンが続くかぎり変わりません。',
  seedNew: (seed) => `「${seed}」で抽選しています。`,
  draw: '群を引き直す',
  drawTitle: '群を引き直しますか？',
  drawText:
    '次のバージョンから、これまで表示しなかったアカウントに表示されたり、その逆が起きたりします。ここまでの測定は引き継げません。引き直したあとの結果だけを比べてください。',
  drawYes: '引き直す',
  drawBack: '元の割り当てに戻す',
}

/** Words of the parts of the rule column, and of what keeps campaigns apart and measures them. */
export const proofWords: Book<typeof en> = { en, ja }
