import type { Book } from './text.ts'

type Told = Record<string, string>

const en = {
  names: {
    expansionMrr: 'Expansion MRR',
    keptExpansion: 'Kept expansion, 90 days',
    nrr: 'NRR',
    grr: 'GRR',
    grossChurn: 'Revenue churn, gross',
    netChurn: 'Revenue churn, net',
    customerChurn: 'Customer churn',
    arpa: 'ARPA',
    ltv: 'LTV',
    quickRatio: 'Quick ratio',
    upsellPerExisting: 'Upsell rate, of who paid',
    upsellPerExposed: 'Upsell rate, of who saw it',
    crossSellPerExisting: 'Cross-sell rate, of who paid',
    crossSellPerExposed: 'Cross-sell rate, of who saw it',
    incrementalUpsell: 'Incremental upsell',
    nps: 'NPS',
    csat: 'CSAT',
    utilisation: 'Product utilisation',
    engagement: 'Engagement',
    onboarding: 'Onboarding completed',
    leadsPassed: 'Leads passed',
    leadsWon: 'Leads won',
    leadConversion: 'Leads won, of those taken up',
  } as Told,
  defined: {
    expansionMrr:
      'What accounts pay more than before, by the ledger: larger plans, seats, add-ons, quotas, prices, terms, discounts that end.',
    keptExpansion:
      'Growth that was credited to campaigns at least 90 days ago and is still paid, divided by all that was credited then. Younger growth is on neither side.',
    nrr: 'What the accounts that paid at the beginning pay at the end, divided by what they paid then. New accounts and those that left and came back do not count. Of one month; over twelve months, of the accounts that paid when those began.',
    grr: 'The same, but no account counts more than it paid at the beginning.',
    grossChurn: 'Churn and contraction, divided by the opening MRR.',
    netChurn: 'Churn and contraction less expansion and reactivation, divided by the opening MRR. Below 0, growth makes up for all losses.',
    customerChurn: 'Accounts that paid at the beginning and not at the end, divided by those that paid at the beginning.',
    arpa: 'Closing MRR divided by the accounts that pay.',
    ltv: 'ARPA divided by the monthly customer churn of the last three to six months, from 30 lost accounts on. It is revenue, not profit, unless the settings name the margin.',
    quickRatio: 'New, expansion and reactivation, divided by contraction and churn.',
    upsellPerExisting:
      'Of the accounts that paid at the beginning of the month: those with growth that is credited to an upsell. First purchases do not count.',
    upsellPerExposed: 'Of the accounts that saw an upsell for the first time this month: those that bought within its window.',
    crossSellPerExisting:
      'Of the accounts that paid at the beginning of the month: those with growth that is credited to a cross-sell. First purchases do not count.',
    crossSellPerExposed: 'Of the accounts that saw a cross-sell for the first time this month: those that bought within its window.',
    incrementalUpsell:
      'How many more bought because of upsells: the share of all accounts as assigned, less the share of the hold-out, campaign by campaign, over twelve months.',
    nps: 'Share of 9 and 10 less share of 0 to 6, times 100. The last answer of each person within 90 days.',
    csat: 'Share of 4 and 5 of the answers from 1 to 5. The last answer of each person within 90 days.',
    utilisation:
      'Features that accounts used in 30 days, divided by the features that they have, where use is measured. Accounts that have left do not count: their subscriptions ended before these 30 days, and nobody was seen since.',
    engagement:
      'Accounts in which somebody was seen in 30 days, divided by all that have not left. An account has left when its subscriptions ended before these 30 days and nobody was seen since.',
    onboarding:
      'Accounts that are onboarded, divided by those of which you told whether they are. Accounts that left before they were onboarded count, too.',
    leadsPassed:
      'Accounts in which somebody first accepted, in this month, a campaign that passes them to a person. They are counted, not added up in money.',
    leadsWon:
      'Leads that were won in this month, whenever they were passed: people say so, growth is credited to the campaign after the lead was passed, or an order names the campaign.',
    leadConversion:
      'Of the leads that were passed and taken up in the three months that end with this one: those that are won by now. One that was taken up and then lost counts as taken up. A renewal wins nothing.',
  } as Told,
  why: {
    'nothing-before': 'Nobody paid when the month began',
    'nobody-pays': 'Nobody pays yet',
    'no-rate': 'An exchange rate is missing',
    'nothing-lost': 'Nothing was lost to compare with',
    'nothing-shown': 'No offer was shown this month',
    'no-credited-upgrade': 'No credited upgrade yet',
    'not-yet-mature': 'Nothing is 90 days old yet',
    'not-enough-data': 'Not enough data: 100 accounts and 5 upgrades in each arm',
    'too-few-months': 'Needs 3 complete months',
    'too-few-churned': 'Needs 30 accounts that left',
    'nobody-asked': 'Nobody was asked yet',
    'too-few-answers': 'Fewer than 5 answers, or too easy to trace',
    'no-question': 'No satisfaction event is named in the settings',
    'nothing-measured': 'No use is measured yet',
    'no-accounts': 'No accounts yet',
    'nobody-told': 'You have not told who is onboarded',
    'no-lead-campaign': 'No campaign passes leads',
    'no-lead-taken': 'No lead was taken up in three months',
  } as Told,
  sources: {
    'saas-monthly-churn': 'usual for SaaS, a month',
    'private-b2b-2024': 'median of private B2B companies over a year, 2024',
    'rule-of-thumb': 'rule of thumb',
    'saas-nps-2022': 'SaaS average, 2022',
  } as Told,
}

const ja: typeof en = {
  names: {
    expansionMrr: '拡大MRR',
    keptExpansion: '残っている拡大（90日後）',
    nrr: 'NRR',
    grr: 'GRR',
    grossChurn: 'レベニューチャーンレート（グロス）',
    netChurn: 'レベニューチャーンレート（ネット）',
    customerChurn: 'カスタマーチャーンレート',
    arpa: 'ARPA',
    ltv: 'LTV',
    quickRatio: 'クイックレシオ',
    upsellPerExisting: 'アップセル率（既存顧客比）',
    upsellPerExposed: 'アップセル率（提案比）',
    crossSellPerExisting: 'クロスセル率（既存顧客比）',
    crossSellPerExposed: 'クロスセル率（提案比）',
    incrementalUpsell: '純増アップセル',
    nps: 'NPS',
    csat: 'CSAT',
    utilisation: 'プロダクト活用率',
    engagement: 'エンゲージメント',
    onboarding: 'オンボーディング完了率',
    leadsPassed: 'リードのパス数',
    leadsWon: '受注したリード',
    leadConversion: 'リードの受注率',
  },
  defined: {
    expansionMrr: '台帳で以前より増えた分です。上位プラン、席、アドオン、容量、価格、契約期間、割引の終了を含みます。',
    keptExpansion:
      '90日以上前にキャンペーンの成果とされた拡大のうち、いまも支払われている割合です。90日に満たない分は、分子にも分母にも入れません。',
    nrr: '月初に支払いのあったアカウントの月末の収益を、月初の収益で割ります。新規と、解約後に戻ったアカウントは含みません。月ごとの値です。12か月の値は、その期間の初めに支払いのあったアカウントについて計算します。',
    grr: 'NRRと同じ計算で、どのアカウントも月初の額を上限とします。',
    grossChurn: '解約と縮小の合計を、月初のMRRで割った値です。',
    netChurn: '解約と縮小から拡大と復帰を引き、月初のMRRで割った値です。0を下回れば、増加が減少を上回っています。',
    customerChurn: '月初に支払いがあり月末にないアカウントを、月初に支払いのあったアカウントで割った値です。',
    arpa: '月末のMRRを、支払いのあるアカウント数で割った値です。',
    ltv: 'ARPAを、直近3〜6か月の月次カスタマーチャーンレートで割った値です。解約が30アカウントに達すると表示します。設定で粗利率を指定していなければ、利益ではなく収益の金額です。',
    quickRatio: '新規・拡大・復帰の合計を、縮小・解約の合計で割った値です。',
    upsellPerExisting: '月初に支払いのあったアカウントのうち、アップセルの成果とされた拡大のあった割合です。はじめての購入は含みません。',
    upsellPerExposed: 'この月にはじめてアップセルの提案を見たアカウントのうち、期間内に購入した割合です。',
    crossSellPerExisting:
      '月初に支払いのあったアカウントのうち、クロスセルの成果とされた拡大のあった割合です。はじめての購入は含みません。',
    crossSellPerExposed: 'この月にはじめてクロスセルの提案を見たアカウントのうち、期間内に購入した割合です。',
    incrementalUpsell:
      'アップセルによって購入がどれだけ増えたかです。割り当てどおりの全アカウントの購入率から、ホールドアウトの購入率を引きます。過去12か月をキャンペーンごとに比べて平均します。',
    nps: '9〜10の割合から0〜6の割合を引いて100倍した値です。90日以内の、1人につき最新の回答で計算します。',
    csat: '1〜5の回答のうち4と5の割合です。90日以内の、1人につき最新の回答で計算します。',
    utilisation:
      '利用を計測できる機能について、30日間に使われた数を、契約に含まれる数で割った値です。30日より前に契約がすべて終わり、この30日間に利用もないアカウントは、離れたものとして除きます。',
    engagement:
      '30日間に誰かの利用があったアカウントの割合です。30日より前に契約がすべて終わり、この30日間に利用もないアカウントは、離れたものとして除きます。',
    onboarding: 'オンボーディングの状態がわかっているアカウントのうち、完了した割合です。完了する前に離れたアカウントも含みます。',
    leadsPassed: '担当者へ引き渡すキャンペーンを、この月にはじめて誰かが承諾したアカウントの数です。件数で数え、金額は合計しません。',
    leadsWon:
      'この月に受注したリードの数です。引き渡した月は問いません。担当者の記入、引き渡し後にキャンペーンの成果とした拡大、キャンペーンを指定した売上のいずれかで数えます。',
    leadConversion:
      'この月までの3か月に引き渡し、担当者が対応したリードのうち、これまでに受注した割合です。対応したのちに失注したリードも分母に含みます。更新は受注に含みません。',
  },
  why: {
    'nothing-before': '月初に支払いのあるアカウントがありません',
    'nobody-pays': '支払いのあるアカウントがありません',
    'no-rate': '為替レートが足りません',
    'nothing-lost': '比べる減少がありません',
    'nothing-shown': 'この月に表示した提案はありません',
    'no-credited-upgrade': 'キャンペーンの成果とされた拡大はまだありません',
    'not-yet-mature': '90日たった拡大がまだありません',
    'not-enough-data': 'データ不足です（各群に100アカウントと5件の購入が必要）',
    'too-few-months': '終了した月が3か月必要です',
    'too-few-churned': '解約が30アカウント必要です',
    'nobody-asked': 'まだ誰にも質問していません',
    'too-few-answers': '回答が5件未満か、個人が推測できてしまいます',
    'no-question': '設定に満足度のイベントがありません',
    'nothing-measured': '計測できる利用がまだありません',
    'no-accounts': 'アカウントがまだありません',
    'nobody-told': 'オンボーディングの状態が送られていません',
    'no-lead-campaign': 'リードを引き渡すキャンペーンがありません',
    'no-lead-taken': '3か月間に対応したリードがありません',
  },
  sources: {
    'saas-monthly-churn': 'SaaSの月次の目安',
    'private-b2b-2024': '非上場B2B企業の年間の中央値、2024年',
    'rule-of-thumb': '一般的な目安',
    'saas-nps-2022': 'SaaSの平均、2022年',
  },
}

/** Names of the figures of Home, what each means, why it may be missing, and whose benchmark stands beside it. */
export const figureWords: Book<typeof en> = { en, ja }
