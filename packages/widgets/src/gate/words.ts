import type { Locale } from '@espalier/core/schema'

const en = {
  locked: 'Locked',
  notInPlan: (name?: string) => (name ? `${name} is not part of your plan` : 'This feature is not part of your plan'),
  limitReached: (name?: string) => (name ? `The limit of ${name} is reached` : 'The limit of this feature is reached'),
}

/** What a locked preview says where no campaign brings the words along. */
export const words: Record<Locale, typeof en> = {
  en,
  ja: {
    locked: 'ロック中',
    notInPlan: (name) => (name ? `「${name}」は現在のプランに含まれていません` : 'この機能は現在のプランに含まれていません'),
    limitReached: (name) => (name ? `「${name}」は上限に達しています` : 'この機能は上限に達しています'),
  },
}
