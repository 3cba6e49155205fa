import { change } from '../change.js'
import { element, fromTemplate } from '../element.js'
import { locale, number } from '../locale.js'
import { sparkline } from '../sparkline.js'
import { fillText } from '../text.js'

const channels = [
  { name: { en: 'Organic search', ja: '自然検索' }, series: [310, 322, 341, 338, 356, 372, 391, 402] },
  { name: { en: 'Shared links', ja: '共有リンク' }, series: [208, 214, 209, 226, 231, 240, 238, 251] },
  { name: { en: 'Weekly digest', ja: '週刊ダイジェスト' }, series: [164, 171, 169, 175, 182, 190, 187, 196] },
  { name: { en: 'Chat tools', ja: 'チャットツール' }, series: [96, 92, 101, 110, 118, 121, 130, 137] },
  { name: { en: 'Partner portal', ja: 'パートナーポータル' }, series: [58, 61, 60, 64, 63, 66, 65, 69] },
  { name: { en: 'Direct', ja: '直接アクセス' }, series: [44, 47, 45, 43, 46, 48, 50, 49] },
]

/** Readers by channel. Espalier's gate decides how much of it is seen. */
export async function analytics() {
  const screen = fromTemplate('screen-analytics')
  fillText(screen)
  screen
    .querySelector('tbody')
    .append(
      ...channels.map((one) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, one.name[locale()]),
          element('td', { class: 'number' }, number(one.series.at(-1))),
          element('td', { class: 'trend' }, sparkline(one.series)),
          element('td', { class: 'number' }, change(one.series, one.series.length - 1)),
        ),
      ),
    )
  void noteUse()
  return screen
}

/** Use is what a plan with this feature makes of it; who only peeks is noticed by the gate itself. */
async function noteUse() {
  const { allowed } = await espalier.check('analytics')
  if (allowed) espalier.track('Analytics Opened')
}
