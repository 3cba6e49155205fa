import { useState } from 'preact/hooks'
import { CopyButton } from '../ui/copy-button.tsx'
import { identityWords } from '../text/identity.ts'
import { words } from '../text/text.ts'
import { Segmented } from '../ui/segmented.tsx'
import { HOST_LANGUAGES, HOST_SNIPPETS, PAGE_SNIPPET, type HostLanguage } from './host-snippets.ts'

/** How a host's server signs a token with the key `kid` for `audience`, and how its page hands it on. */
export function SignSnippet({ kid, audience }: { kid: string; audience: string }) {
  const w = words(identityWords)
  const [language, setLanguage] = useState<HostLanguage>('Node')
  return (
    <section class="settings-part" aria-labelledby="sign-title">
      <div class="row">
        <h3 id="sign-title">{w.snippet}</h3>
        <span class="push">
          <Segmented
            label={w.language}
            value={language}
            options={HOST_LANGUAGES.map((value) => ({ value, label: value, lang: 'en' }))}
            onChange={setLanguage}
          />
        </span>
      </div>
      <p class="note">{w.snippetText}</p>
      {[HOST_SNIPPETS[language](kid, audience), PAGE_SNIPPET].map((text) => (
        <div key={text} class="snippet">
          <pre tabIndex={0}>
            <code>{text}</code>
          </pre>
          <CopyButton text={text} />
        </div>
      ))}
    </section>
  )
}
