import type { WidgetKind } from '@espalier/core/schema'
import type { Signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { editorWords } from '../text/editor.ts'
import { LOCALES } from '../text/locales.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { CONTENT_FIELDS } from './content-fields.ts'
import type { ContentPath } from './content-path.ts'
import { ContentText } from './content-text.tsx'
import type { Draft } from './draft.ts'

/** The texts of the widget, both languages side by side. */
export function ContentColumn({ draft, path }: { draft: Draft; path: Signal<ContentPath> }) {
  const w = words(editorWords)
  const kind = draft.read('widget.kind') as WidgetKind
  const variants = draft.value.value.variants ?? []
  const usual = CONTENT_FIELDS[kind].filter((field) => !field.rare)
  const rare = CONTENT_FIELDS[kind].filter((field) => field.rare)
  const [unfolded] = useState(() => rare.some((field) => LOCALES.some((language) => draft.read(`${path.value}.${language}.${field.path}`))))
  const own = draft.read(path.value) !== undefined
  return (
    <div class="stack-16">
      {variants.length > 0 && (
        <Field label={w.contentOf}>
          {(field) => (
            <select {...field} value={path.value} onChange={(event) => (path.value = event.currentTarget.value as ContentPath)}>
              <option value="widget.content">{w.everybody}</option>
              {variants.map((one, index) => (
                <option key={one.id} value={`variants.${index}.content`}>
                  {one.id}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {path.value !== 'widget.content' && (
        <Button small onClick={() => draft.set(path.value, own ? undefined : draft.read('widget.content'))}>
          {own ? w.sameContent : w.ownContent}
        </Button>
      )}
      {own && usual.map((field) => <ContentText key={field.path} draft={draft} base={path.value} field={field} />)}
      {own && rare.length > 0 && (
        <details open={unfolded}>
          <summary>{w.more}</summary>
          <div class="stack-16">
            {rare.map((field) => (
              <ContentText key={field.path} draft={draft} base={path.value} field={field} />
            ))}
          </div>
        </details>
      )}
      <p class="hint">{w.placeholders}</p>
    </div>
  )
}
