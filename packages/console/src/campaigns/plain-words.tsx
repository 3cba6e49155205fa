import type { CampaignInput } from '@espalier/core/schema'
import { editorWords } from '../text/editor.ts'
import { LOCALES } from '../text/locales.ts'
import { words } from '../text/text.ts'
import { sentenceOf, type SentenceContext } from './sentence.ts'

/** The whole rule as sentences, in both languages. */
export function PlainWords({ campaign, context }: { campaign: CampaignInput; context: SentenceContext }) {
  return (
    <section class="plain-words" aria-label={words(editorWords).sentence}>
      {LOCALES.map((language) => (
        <p key={language} lang={language}>
          {sentenceOf(campaign, context, language)}
        </p>
      ))}
    </section>
  )
}
