import type { Campaign } from '@espalier/core/schema'

type Given = Pick<Campaign, 'name' | 'problemSolved' | 'owner'>

const GROWTH = 'グロースチーム'

/** What a team that works in Japanese calls the campaigns of the demo, by id; what customers read is in both languages anyway. */
const GIVEN: Readonly<Record<string, Given>> = {
  'analytics-preview': {
    name: '分析のプレビュー',
    problemSolved: 'スタータープランのチームは、レポートの読者がどこから来ているのかわからず、次に何を書くかを勘で決めている。',
  },
  'near-limit-exports': {
    name: '書き出しの上限が近いとき',
    problemSolved: '月が終わる前に書き出しを使い切ったチームは、レポートを期日どおりに渡せない。',
    owner: GROWTH,
  },
  'nps-after-third-export': {
    name: '3回目の書き出しのあとのNPS',
    problemSolved: '使ったばかりの人に尋ねなければ、何が妨げになっているのか誰にもわからない。',
  },
  'scheduled-reports': {
    name: 'よく書き出すチームへの定期配信',
    problemSolved: '同じレポートを何度も書き出す人は、自動でできる作業に時間を使っている。',
  },
  'talk-about-teams': {
    name: '大きなチームのための相談',
    problemSolved: '部門をまたいでレポートの一覧をひとつにしているチームは、ほかのチームがどう分けているのかを知らない。',
    owner: 'カスタマーサクセス',
  },
  'announce-scheduled-delivery': {
    name: '全員への定期配信のお知らせ',
    problemSolved: '毎週同じレポートを手作業で送っている人は、配信を自動にできることを知らない。',
    owner: GROWTH,
  },
}

/** The campaign as a team that works in Japanese would have named it. */
export function inJapanese(campaign: Campaign): Campaign {
  return { ...campaign, ...GIVEN[campaign.id] }
}

/** True where this machine speaks Japanese to its user: by `LC_ALL` or `LANG`, or as the system was set up. */
export function worksInJapanese(): boolean {
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ja')
}
