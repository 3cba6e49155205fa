import type { ComponentChildren } from 'preact'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Page } from '../ui/page.tsx'
import { PARTS, type Part } from './parts.ts'
import './settings.css'

/** What stands around each page of the settings: which there are, and which this is. */
export function SettingsFrame({ part, children }: { part: Part; children: ComponentChildren }) {
  const w = words(settingsWords)
  return (
    <Page title={w.title} part={w.parts[part]}>
      <div class="settings">
        <nav class="settings-parts" aria-label={w.title}>
          {PARTS.map((one) => (
            <a key={one} href={`/console/settings/${one}`} aria-current={one === part ? 'page' : undefined}>
              {w.parts[one]}
            </a>
          ))}
        </nav>
        <div class="settings-page stack-24">{children}</div>
      </div>
    </Page>
  )
}
