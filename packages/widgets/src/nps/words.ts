import type { Locale } from '@espalier/core/schema'

const en = {
  promoter: 'What do you like most?',
  passive: 'What would make it better for you?',
  detractor: 'What is missing, or gets in your way?',
  optional: '(optional)',
  send: 'Send',
  skip: 'Skip',
  thanks: 'Thank you for your answer.',
}

/** What the survey says after a score, where no campaign brings the words along. */
export const words: Record<Locale, typeof en> = {
  en,
  ja: {
    promoter: '特に気に入っている点を教えてください。',
    passive: 'どこが良くなると、もっと使いやすくなりますか？',
    detractor: '足りない点や、困っていることを教えてください。',
    optional: '（任意）',
    send: '送信する',
    skip: 'スキップ',
    thanks: 'ご回答ありがとうございました。',
  },
}
