import type { CampaignInput } from '@espalier/core/schema'
import { locale } from '../locale.ts'
import { editorWords } from '../text/editor.ts'
import { LOCALES } from '../text/locales.ts'
import { words } from '../text/text.ts'
import { sentenceOf, type SentenceContext } from './sentence.ts'

/** The whole rule as sentences, in both languages, the reader's first. */
export function PlainWords({ campaign, context }: { campaign: CampaignInput; context: SentenceContext }) {
  return (
    <section class="plain-words" aria-label={words(editorWords).sentence}>
      {LOCALES.toSorted((a, b) => Number(b === locale.value) - Number(a === locale.value)).map((language) => (
        <p key={language} lang={language}>
          {sentenceOf(campaign, context, language)}
        </p>
      ))}
    </section>
  )
}
