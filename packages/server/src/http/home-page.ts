import type { Locale } from '@espalier/core/schema'
import { html } from 'hono/html'
import type { Mode } from '../config.ts'
import { languageSwitch } from './language-switch.ts'
import type { Html } from './language-switch.ts'

const TEXT = {
  en: {
    title: 'Grow the customers you already have.',
    lead: 'Espalier decides when an offer helps, when to stay quiet, and proves against a hold-out what it caused.',
    demo: ['Demo product', 'A small reporting tool with Espalier inside. Export a few reports and see what happens.'],
    console: ['Console', 'Write rules, see the accounts, read the reports.'],
    docs: ['API reference', 'Every route with its fields; also as OpenAPI 3.1.'],
    health: ['Health', 'Is the server well?'],
    note: 'This server runs in demo mode: its keys are public knowledge and its history is sample data.',
  },
  ja: {
    title: 'いまのお客さまと、いっしょに育つ。',
    lead: 'Espalierは、提案が役に立つときだけ声をかけ、そうでないときは黙っています。効果は、見せなかったホールドアウトと比べて確かめます。',
    demo: ['デモ製品', 'Espalierを組み込んだ小さなレポートツールです。何度かエクスポートして、動きを見てみてください。'],
    console: ['コンソール', 'ルールを書き、アカウントを見て、レポートを読む場所です。'],
    docs: ['APIリファレンス', 'すべてのルートと項目の説明です。OpenAPI 3.1でも読めます。'],
    health: ['ヘルスチェック', 'サーバーの状態を確認します。'],
    note: 'デモモードで動いています。キーは公開されており、過去のデータはサンプルです。',
  },
} as const

/** The front door: where everything is. The demo product is there in demo mode only. */
export function homePage(locale: Locale, mode: Mode): Html {
  const text = TEXT[locale]
  const doors: [string, readonly [string, string]][] = [
    ...(mode === 'demo' ? [['/demo/', text.demo] as [string, readonly [string, string]]] : []),
    ['/console/', text.console],
    [`/docs?lang=${locale}`, text.docs],
    ['/health', text.health],
  ]
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Espalier</title>
        <link rel="icon" href="/pages/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/pages/style.css" />
      </head>
      <body>
        <main class="home">
          <div class="brand">
            <span class="mark"><img src="/pages/mark.svg" alt="" />Espalier</span>
            ${languageSwitch('/', locale)}
          </div>
          <h1>${text.title}</h1>
          <p class="lead">${text.lead}</p>
          <ul class="doors">
            ${doors.map(
              ([href, [name, what]]) =>
                html`<li>
                  <a href="${href}"><strong>${name}</strong><code>${href.split('?', 1)[0]}</code><span>${what}</span></a>
                </li>`,
            )}
          </ul>
          ${mode === 'demo' ? html`<p class="note">${text.note}</p>` : ''}
        </main>
      </body>
    </html>`
}
