import type { BothLanguages, CampaignInput, Locale } from '@espalier/core/schema'

/** A good start, written in both languages. */
export interface Template {
  key: string
  /** What it is for, on the page of templates. */
  about: BothLanguages
  campaign: Omit<CampaignInput, 'id' | 'name' | 'problemSolved'> & { name: BothLanguages; problemSolved: BothLanguages }
}

/** Starts for the commonest problems, help and questions as well as offers. */
export const TEMPLATES: readonly Template[] = [
  {
    key: 'near-limit',
    about: {
      en: 'A quiet card for accounts that will soon run out of something, while there is still room.',
      ja: '上限が近いアカウントに、余裕のあるうちに知らせる控えめなカードです。',
    },
    campaign: {
      name: { en: 'Near the limit', ja: '上限が近いとき' },
      motion: 'upsell',
      problemSolved: {
        en: 'A team that runs out in the middle of its work cannot finish it on time.',
        ja: '仕事の途中で上限に達すると、期限までに終えられない。',
      },
      widget: {
        kind: 'card',
        slot: 'dashboard-top',
        content: {
          en: {
            tag: '{limit.exports.used} of {limit.exports.limit}',
            title: 'Your team is close to this month’s limit',
            body: 'A larger plan leaves room until the end of the month. It takes effect at once; your data and settings stay as they are.',
            action: { label: 'Compare plans', url: '/plans' },
          },
          ja: {
            tag: '{limit.exports.used} / {limit.exports.limit}',
            title: '今月の上限が近づいています',
            body: '上位のプランにすると、月末まで余裕をもって使えます。変更はすぐに反映され、いまのデータと設定はそのままです。',
            action: { label: 'プランを比べる', url: '/plans' },
          },
        },
      },
      audience: { 'limit.exports.ratio': { $gte: 0.8 } },
      trigger: { on: 'load' },
      cadence: { show: 'until-answered', quiet: { notNow: 14, no: 90, accepted: 30 } },
      priority: 200,
      holdout: { share: 0.1 },
      goal: { kind: 'upgrade', windowDays: 14 },
    },
  },
  {
    key: 'locked-preview',
    about: {
      en: 'A real sample where a locked feature would be, with one button to learn which plan opens it.',
      ja: 'まだ使えない機能の場所に実例を少しだけ見せ、どのプランで使えるかを案内します。',
    },
    campaign: {
      name: { en: 'Preview of a locked feature', ja: 'ロック機能のプレビュー' },
      motion: 'upsell',
      problemSolved: {
        en: 'People cannot judge whether a feature would help them before they have seen it.',
        ja: '実物を見ないと、自分たちに役立つ機能かどうか判断できない。',
      },
      widget: {
        kind: 'gate',
        feature: 'analytics',
        content: {
          en: {
            title: 'Analytics by channel',
            body: 'See which channels bring readers, week by week. The rows above are a sample.',
            plan: 'on the Team plan',
            action: { label: 'Compare plans', url: '/plans' },
          },
          ja: {
            title: 'チャネル別の分析',
            body: 'どこから読まれているかを、週ごとに確かめられます。上の行はサンプルです。',
            plan: 'チームプランで使えます',
            action: { label: 'プランを比べる', url: '/plans' },
          },
        },
      },
      audience: { 'feature.analytics': false },
      trigger: { on: 'feature', feature: 'analytics' },
      cadence: { show: 'always' },
      priority: 100,
      holdout: { share: 0 },
      goal: { kind: 'upgrade', windowDays: 14 },
    },
  },
  {
    key: 'cross-sell',
    about: {
      en: 'For people who do by hand, again and again, what another part of your product does by itself.',
      ja: '同じ手作業を繰り返している人に、それを自動で行う機能を知らせます。',
    },
    campaign: {
      name: { en: 'Less work by hand', ja: '手作業を減らす' },
      motion: 'cross-sell',
      problemSolved: {
        en: 'People who repeat the same task by hand lose time that they need elsewhere.',
        ja: '同じ作業を手で繰り返すと、ほかの仕事にあてる時間が減ってしまう。',
      },
      widget: {
        kind: 'card',
        slot: 'report-aside',
        content: {
          en: {
            tag: 'Add-on',
            title: 'You have exported {event.Report Exported.count7d} reports in 7 days',
            body: 'Scheduled delivery sends them to your team on the day and at the hour you choose. Your plan stays the same.',
            action: { label: 'See how it works', url: '/plans' },
          },
          ja: {
            tag: '追加機能',
            title: 'この7日間で{event.Report Exported.count7d}件書き出しました',
            body: '定期配信なら、決めた曜日と時刻にチームへ届きます。いまのプランはそのままです。',
            action: { label: '定期配信を見る', url: '/plans' },
          },
        },
      },
      audience: { 'event.Report Exported.count7d': { $gte: 5 } },
      trigger: { on: 'load' },
      cadence: { show: 'until-answered', quiet: { notNow: 30, no: 90, accepted: 90 } },
      priority: 120,
      holdout: { share: 0.1 },
      goal: { kind: 'upgrade', windowDays: 14 },
    },
  },
  {
    key: 'nps',
    about: {
      en: 'One question from 0 to 10 right after a success, then why, then thanks. Nothing is sold.',
      ja: 'うまくいった直後に0〜10で1問だけ尋ね、理由を聞いてお礼を伝えます。売り込みはしません。',
    },
    campaign: {
      name: { en: 'NPS after a success', ja: '成功のあとのNPS' },
      motion: 'survey',
      problemSolved: {
        en: 'What stands in people’s way stays there as long as nobody asks them.',
        ja: '使いにくいところがあっても、伝える機会がない。',
      },
      widget: {
        kind: 'nps',
        content: {
          en: {
            question: 'How likely are you to recommend us to a friend or colleague?',
            low: 'Not at all likely',
            high: 'Extremely likely',
            followUp: {
              promoter: 'What do you like best?',
              passive: 'What would make it better for you?',
              detractor: 'What got in your way?',
            },
            thanks: 'Thank you. We read every answer.',
          },
          ja: {
            question: '友人や同僚にすすめる可能性はどのくらいありますか？',
            low: 'まったくない',
            high: 'とても高い',
            followUp: {
              promoter: 'どんなところが気に入っていますか？',
              passive: 'どうなると、もっと使いやすくなりますか？',
              detractor: 'どんなところで困りましたか？',
            },
            thanks: 'ありがとうございました。いただいた声は一つずつ読みます。',
          },
        },
      },
      audience: { 'event.Report Exported.count': { $gte: 3 } },
      trigger: { on: 'event', event: 'Report Exported' },
      cadence: { show: 'until-answered' },
      priority: 150,
      holdout: { share: 0 },
      goal: { kind: 'response', windowDays: 14 },
    },
  },
  {
    key: 'already-yours',
    about: {
      en: 'A hint for accounts that have a feature and do not use it yet. Nothing is sold, and it comes before any offer.',
      ja: '契約に含まれているのに使われていない機能を知らせます。何も売らず、どの提案よりも優先されます。',
    },
    campaign: {
      name: { en: 'Already yours', ja: 'すでに使える機能の案内' },
      motion: 'adoption',
      problemSolved: {
        en: 'People do by hand what their plan already does for them, because nobody told them.',
        ja: '契約に含まれる機能に気づかず、同じことを手作業で続けている。',
      },
      widget: {
        kind: 'card',
        slot: 'dashboard-top',
        content: {
          en: {
            title: 'Analytics is part of your plan',
            body: 'It shows which channels bring readers to your reports. There is nothing to buy or to set up.',
            action: { label: 'Take a look', url: '/analytics' },
          },
          ja: {
            title: 'いまのプランで分析を使えます',
            body: 'レポートがどこから読まれているかがわかります。追加の料金も設定もありません。',
            action: { label: '見てみる', url: '/analytics' },
          },
        },
      },
      feature: 'analytics',
      audience: { 'feature.analytics': true, 'event.Analytics Opened.count30d': { $lt: 1 } },
      trigger: { on: 'load' },
      cadence: { show: 'until-answered', quiet: { notNow: 30, no: 180, accepted: 180 } },
      priority: 150,
      holdout: { share: 0.1 },
      goal: { kind: 'event', event: 'Analytics Opened', windowDays: 14 },
    },
  },
  {
    key: 'ask-a-person',
    about: {
      en: 'For accounts that people of yours look after: who accepts becomes a lead, and somebody calls.',
      ja: '担当者のいるアカウント向けです。承諾するとリードになり、担当者から連絡します。',
    },
    campaign: {
      name: { en: 'Talk with a person', ja: '担当者に相談' },
      motion: 'upsell',
      problemSolved: {
        en: 'Large teams cannot tell which plan fits their departments.',
        ja: '大きなチームでは、どのプランが部門に合うのか判断しにくい。',
      },
      lead: true,
      widget: {
        kind: 'card',
        slot: 'dashboard-top',
        content: {
          en: {
            title: 'Several departments, one workspace',
            body: 'In 20 minutes we show you how teams of your size keep departments apart. Nothing is changed or charged unless you ask for it.',
            action: { label: 'Ask for a call' },
          },
          ja: {
            title: '部門ごとの使い方をご案内します',
            body: '同じ規模のチームが部門をどう分けているかを、20分ほどでご案内します。ご希望がないかぎり、設定も料金も変わりません。',
            action: { label: '案内を申し込む' },
          },
        },
      },
      audience: { 'account.touch': 'high' },
      trigger: { on: 'load' },
      cadence: { show: 'until-answered', quiet: { notNow: 60, no: 180, accepted: 180 } },
      priority: 120,
      holdout: { share: 0.1 },
      goal: { kind: 'upgrade', windowDays: 60 },
    },
  },
]

/** The template as a draft, with its names in the language of the person who starts it. */
export function draftOf({ campaign }: Template, id: string, locale: Locale): CampaignInput {
  return { ...campaign, id, name: campaign.name[locale], problemSolved: campaign.problemSolved[locale] }
}

/** A name of the template's that no campaign has yet. */
export function freeId(wish: string, taken: readonly string[]): string {
  if (!taken.includes(wish)) return wish
  let number = 2
  while (taken.includes(`${wish}-${number}`)) number += 1
  return `${wish}-${number}`
}
