import type { Book } from './text.ts'

const en = {
  title: 'Held back',
  intro: 'Each time a campaign matched and Espalier chose to show nothing. This is restraint at work, not missed business.',
  campaign: 'Campaign',
  all: 'All campaigns',
  period: 'Period',
  lastDays: (count: string) => `${count} days`,
  noneTitle: 'Nobody had to be spared',
  noneText:
    'In this period nothing matched that care, quiet time or the attention budget had to stop. Choose a longer period, or another campaign.',
  toCampaigns: 'Go to the campaigns',
  spared: (accounts: string, times: string) => `People in ${accounts} accounts were left in peace, ${times} times.`,
  sparedText: 'Each of them met the rule at the right moment, and something mattered more than showing it.',
  perDay: 'Times a day',
  times: 'Times',
  accounts: 'Accounts',
  byGate: 'What mattered more',
  byCampaign: 'Which campaign waited',
  gate: 'Reason',
  gates: {
    care: 'Care',
    cadence: 'Quiet time',
    budget: 'Attention',
    slot: 'Place',
    consent: 'Consent',
    schedule: 'Schedule',
  } as Record<string, string>,
  gateNotes: {
    care: 'Low health, past due, at risk, muted, not a fit, has it already',
    cadence: 'Quiet after an answer, seen often enough, not in the sample',
    budget: 'The day or week had no attention left',
    slot: 'Another campaign stood there',
    consent: 'None was given',
    schedule: 'Outside its dates and hours',
  } as Record<string, string>,
  terms: {
    times: 'How often somebody was spared. The same person counts again in another visit.',
    accounts: 'Accounts in which somebody was spared at least once. An account can be in several rows.',
  },
  asOf: (when: string, zone: string) => `As of ${when}. Days begin at midnight in the time zone ${zone}.`,
  more: 'By day and campaign',
}

const ja: typeof en = {
  title: '見送り',
  intro: '条件に合っていても、あえて表示しなかった記録です。機会の損失ではなく、配慮が働いた証しです。',
  campaign: 'キャンペーン',
  all: 'すべてのキャンペーン',
  period: '期間',
  lastDays: (count) => `過去${count}日`,
  noneTitle: '見送りはありませんでした',
  noneText: 'この期間に、配慮・休止期間・表示の上限によって見送った表示はありません。期間を延ばすか、ほかのキャンペーンを選んでください。',
  toCampaigns: 'キャンペーン一覧へ',
  spared: (accounts, times) => `${accounts}アカウントで、${times}回の表示を控えました。`,
  sparedText: 'いずれも条件とタイミングは合っていましたが、表示よりも大切なことがありました。',
  perDay: '1日あたりの回数',
  times: '回数',
  accounts: 'アカウント',
  byGate: '見送った理由',
  byCampaign: '見送ったキャンペーン',
  gate: '理由',
  gates: {
    care: '配慮',
    cadence: '休止期間',
    budget: '表示の上限',
    slot: '場所',
    consent: '同意',
    schedule: '実施期間',
  },
  gateNotes: {
    care: '健全度が低い、支払い遅延、解約リスク、ミュート中、対象外、導入済み',
    cadence: '回答後の休止期間、十分に表示した、抽出の対象外',
    budget: '1日または1週間の上限に達していた',
    slot: 'ほかのキャンペーンを表示していた',
    consent: '同意がない',
    schedule: '実施期間または時間帯の外',
  },
  terms: {
    times: '表示を見送った回数です。同じ人でも、訪問が変わればあらためて数えます。',
    accounts: '一度でも表示を見送ったアカウントの数です。1つのアカウントが複数の行に入ることがあります。',
  },
  asOf: (when, zone) => `${when}時点。日付は${zone}の時間帯で区切っています。`,
  more: '日別・キャンペーン別に見る',
}

/** Words of the report of what was not shown. */
export const heldBackWords: Book<typeof en> = { en, ja }
