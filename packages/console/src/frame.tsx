import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { useEffect, useRef } from 'preact/hooks'
import { leaveBy } from './leaving.ts'
import { chooseLocale, locale } from './locale.ts'
import { signOut } from './session.ts'
import { frameWords } from './text/frame.ts'
import { words } from './text/text.ts'
import { chooseTheme, theme } from './theme.ts'
import { Button } from './ui/button.tsx'
import { Segmented } from './ui/segmented.tsx'
import { Tag } from './ui/tag.tsx'

const SCREENS = [
  'home',
  'campaigns',
  'revenue',
  'leads',
  'surveys',
  'features',
  'accounts',
  'people',
  'held-back',
  'debugger',
  'settings',
] as const

/** What stands around every screen: where one is, who is signed in, language and colours. */
export function Frame(props: { user: { name: string; email: string } | undefined; demo: boolean; children: ComponentChildren }) {
  const { user, demo, children } = props
  const w = words(frameWords)
  const { path } = useLocation()
  const nav = useRef<HTMLElement>(null)
  // On a narrow screen the menu scrolls; where one is should be in it.
  useEffect(() => nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [path, user])
  return (
    <>
      <a class="skip" href="#content">
        {w.skip}
      </a>
      <header class="bar">
        <a class="brand" href="/console/home">
          <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
            <rect width="32" height="32" rx="9" />
            <path d="M16 26V7M16 21c-5 0-8-2-8-6m8 6c5 0 8-2 8-6M16 14c-3 0-5-1.5-5-4m5 4c3 0 5-1.5 5-4" />
          </svg>
          <span>Espalier</span>
        </a>
        {demo && user && <Tag tone="good">{w.demo}</Tag>}
        {user && (
          <nav ref={nav} aria-label={w.menu}>
            {SCREENS.map((screen) => (
              <a
                key={screen}
                href={`/console/${screen}`}
                aria-current={(path === '/console' ? screen === 'home' : path.startsWith(`/console/${screen}`)) ? 'page' : undefined}
              >
                {w[screen]}
              </a>
            ))}
          </nav>
        )}
        <div class="choices">
          <Segmented
            label={w.language}
            value={locale.value}
            onChange={chooseLocale}
            options={[
              { value: 'en', label: 'EN', title: 'English', lang: 'en' },
              { value: 'ja', label: '日本語', lang: 'ja' },
            ]}
          />
          <Segmented
            label={w.colours}
            value={theme.value}
            onChange={chooseTheme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: w[value] }))}
          />
          {user && (
            <span class="who">
              <span title={user.email}>{user.name}</span>
              <Button kind="quiet" small onClick={() => leaveBy(() => void signOut())}>
                {w.signOut}
              </Button>
            </span>
          )}
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
