import { placeOf } from '@espalier/core'
import type { Catalog, Locale, WidgetKind } from '@espalier/core/schema'
import type { Outcome, Presentation } from '@espalier/sdk'
import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { locale } from '../locale.ts'
import { editorWords } from '../text/editor.ts'
import { LOCALE_NAMES, LOCALES } from '../text/locales.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import type { ContentPath } from './content-path.ts'
import type { Draft } from './draft.ts'
import type { PreviewAnswer, PreviewRequest } from './preview-message.ts'
import { sampleFacts } from './sample-facts.ts'

const WIDTHS = { phone: 375, tablet: 640, desktop: 960 } as const

/** The frame's own document: the real widgets in a page of their own, so that width, colours and dialogs are as they will be. */
const FRAME = `<!doctype html><html data-espalier-theme="light"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Preview</title>${stylesheets()}</head><body><script type="module" src="${import.meta.env.BASE_URL}preview.js"></script></body></html>`

function stylesheets(): string {
  return [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
    .map((one) => `<link rel="stylesheet" href="${one.href}">`)
    .join('')
}

/** The widget as it will look, with switches for language, colours and width, and what the reader did with it. */
export function Preview({ draft, path, catalog }: { draft: Draft; path: ReadonlySignal<ContentPath>; catalog: Catalog | undefined }) {
  const w = words(editorWords)
  const [language, setLanguage] = useState<Locale>(locale.value)
  const [colours, setColours] = useState<'light' | 'dark'>('light')
  const [width, setWidth] = useState<keyof typeof WIDTHS>('phone')
  const [told, setTold] = useState<Outcome['type']>()
  const [round, setRound] = useState(0)
  const [ready, setReady] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)

  const campaign = draft.value.value
  const request = useMemo(() => {
    const { widget } = campaign
    const content = (draft.read(path.value) ?? widget.content) as Presentation['content']
    const place = placeOf(widget)
    const facts = sampleFacts(campaign, catalog)
    return { kind: widget.kind as WidgetKind, place, content, facts }
  }, [campaign, catalog, path.value])

  useEffect(() => {
    const hear = (event: MessageEvent<PreviewAnswer>) => {
      if (event.source !== frame.current?.contentWindow) return
      if (event.data.espalier === 'ready') setReady(true)
      if (event.data.espalier === 'outcome') setTold(event.data.type)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [])

  useEffect(() => {
    if (!ready) return
    setTold(undefined)
    const message: PreviewRequest = { espalier: 'preview', ...request, locale: language, theme: colours }
    frame.current?.contentWindow?.postMessage(message, location.origin)
  }, [ready, request, language, colours, round])

  return (
    <div class="preview stack-16">
      <div class="row">
        <Segmented
          label={w.language}
          value={language}
          onChange={setLanguage}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value], lang: value }))}
        />
        <Segmented
          label={w.colours}
          value={colours}
          onChange={setColours}
          options={[
            { value: 'light', label: w.light },
            { value: 'dark', label: w.dark },
          ]}
        />
        <Segmented
          label={w.width}
          value={width}
          onChange={setWidth}
          options={(['phone', 'tablet', 'desktop'] as const).map((value) => ({ value, label: w[value], title: `${WIDTHS[value]} px` }))}
        />
      </div>
      <div class={`screen ${width}`} tabIndex={0} role="group" aria-label={w.preview}>
        <iframe ref={frame} title={w.preview} srcdoc={FRAME} width={WIDTHS[width]} />
      </div>
      <div class="row">
        <p class="note" role="status">
          {told ? w.outcomes[told] : w.sampleAccount}
        </p>
        <Button small onClick={() => setRound(round + 1)}>
          {w.again}
        </Button>
      </div>
    </div>
  )
}
