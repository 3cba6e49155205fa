import type { Book } from './text.ts'

const en = {
  title: 'One customer with two accounts',
  text: 'Where this customer has another account, too, make this one part of it: people, subscriptions and results of both are counted as one from then on.',
  parts: 'What was an account of its own before:',
  part: (id: string, at: string) => `${id}, until ${at}`,
  meant: (id: string) => `${id} is part of this account`,
  begin: 'Merge into another account…',
  askTitle: 'Merge this account into another',
  into: 'Id of the account that stays',
  intoHint: (id: string) => `${id} becomes part of it.`,
  look: 'See what would move',
  moves: (account: string, into: string) => `What moves from ${account} to ${into}`,
  people: (count: string) => `People: ${count}`,
  subscriptions: (count: string, customers: string) => `Subscriptions, ended ones included: ${count}; customers of Stripe: ${customers}`,
  met: (moved: string, both: string) =>
    `Campaigns that only this account has met: ${moved}; that both have met: ${both}. There the earlier meeting counts.`,
  told: (events: string, conversions: string) => `Events: ${events}; conversions: ${conversions}`,
  twoArms: 'Campaigns that the two met in different arms',
  differs: (campaign: string, arm: string, other: string) => `${campaign}: ${arm} here, ${other} there`,
  arms: { 'held-out': 'hold-out', treated: 'shown' } as Record<string, string>,
  final: 'Nobody can undo this',
  finalText: (account: string, into: string) =>
    `Whoever names ${account} from now on means ${into}. Both histories of payments become one, so figures of past months can change; they are marked as revised.`,
  yes: 'Merge for good',
  failed: 'Nothing was merged. Try it again in a moment.',
}

const ja: typeof en = {
  title: '1社に2つのアカウントがあるとき',
  text: 'このお客様に別のアカウントもある場合は、このアカウントをそちらへ統合できます。統合すると、両方のユーザー、契約、成果を1つのアカウントとして数えます。',
  parts: '統合前は別のアカウントだったもの：',
  part: (id, at) => `${id}（${at}まで）`,
  meant: (id) => `${id}はこのアカウントに統合されています`,
  begin: '別のアカウントに統合…',
  askTitle: 'このアカウントを別のアカウントに統合',
  into: '統合先のアカウントID',
  intoHint: (id) => `${id}は統合先の一部になります。`,
  look: '移るものを確認する',
  moves: (account, into) => `${account}から${into}へ移るもの`,
  people: (count) => `ユーザー：${count}人`,
  subscriptions: (count, customers) => `契約（終了したものを含む）：${count}件、Stripeの顧客：${customers}件`,
  met: (moved, both) =>
    `このアカウントだけが対象になったキャンペーン：${moved}件、両方が対象になったキャンペーン：${both}件（先に対象になったほうを数えます）`,
  told: (events, conversions) => `イベント：${events}件、コンバージョン：${conversions}件`,
  twoArms: '2つのアカウントで群が異なるキャンペーン',
  differs: (campaign, arm, other) => `${campaign}：このアカウントは${arm}、統合先は${other}`,
  arms: { 'held-out': 'ホールドアウト', treated: '表示あり' },
  final: '統合は元に戻せません',
  finalText: (account, into) =>
    `これ以降に届く${account}の情報は、すべて${into}のものとして扱います。支払いの履歴も1つになるため、過去の月の数値が変わることがあります。変わりうる月には「修正」の印が付きます。`,
  yes: '統合する',
  failed: '統合できませんでした。何も変わっていません。しばらくしてから、もう一度お試しください。',
}

/** Words of making two accounts one. */
export const mergingWords: Book<typeof en> = { en, ja }
