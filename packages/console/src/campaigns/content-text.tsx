import { LOCALE_NAMES, LOCALES } from '../text/locales.ts'
import { editorWords } from '../text/editor.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import type { Locale } from '@espalier/core/schema'
import { useId } from 'preact/hooks'
import { count } from '../format.ts'
import type { ContentPath } from './content-path.ts'
import type { ContentField } from './content-fields.ts'
import { lint } from './copy-lint.ts'
import type { Draft } from './draft.ts'

/** One text in both languages, each with its counter, what is wrong with it, and what a careful reader would say. */
export function ContentText({ draft, base, field }: { draft: Draft; base: ContentPath; field: ContentField }) {
  const w = words(editorWords)
  return (
    <fieldset class="both">
      <legend class="label">
        {w.fields[field.path]}
        {field.optional && <span class="optional"> {words(frameWords).optional}</span>}
      </legend>
      {LOCALES.map((language) => (
        <Language key={language} draft={draft} base={base} field={field} language={language} />
      ))}
    </fieldset>
  )
}

function Language({ draft, base, field, language }: { draft: Draft; base: ContentPath; field: ContentField; language: Locale }) {
  const w = words(editorWords)
  const id = useId()
  const path = `${base}.${language}.${field.path}`
  const text = asText(draft.read(path))
  const other = language === 'ja' ? asText(draft.read(`${base}.en.${field.path}`)) : undefined
  const error = draft.errorsUnder(path)[0]?.message ?? parentError(draft, base, language, field)
  const remarks = field.path.endsWith('url') ? [] : lint(text, field.place, language, other)
  const share = {
    id,
    'data-path': path,
    lang: language,
    'aria-label': `${w.fields[field.path]} (${LOCALE_NAMES[language]})`,
    'aria-describedby': `${id}-notes`,
    'aria-invalid': error ? (true as const) : undefined,
    value: text,
    placeholder: field.path === 'decline' ? editorWords[language].defaultDecline : undefined,
  }
  const set = (next: string) => write(draft, `${base}.${language}`, field, next)
  return (
    <div class="language">
      <span class="language-tag" aria-hidden="true">
        {language === 'ja' ? '日' : 'EN'}
      </span>
      <div class="language-text">
        {field.lines ? (
          <textarea {...share} onInput={(event) => set(event.currentTarget.value)} />
        ) : (
          <input {...share} onInput={(event) => set(event.currentTarget.value)} />
        )}
        <div id={`${id}-notes`} class="notes">
          <span class="notes-words">
            {error && <span class="error">{error}</span>}
            {remarks.map((remark) => (
              <span key={remark} class="remark">
                {w.remarks[remark]}
              </span>
            ))}
          </span>
          {!field.path.endsWith('url') && (
            <span class={text.length > field.max ? 'counter over' : 'counter'}>
              {count(text.length)} / {count(field.max)}
            </span>
          )}
        </div>
      </div>
    </div>
  )
}

/** A button or a follow-up that was begun misses its other part; the complaint then names the whole. */
function parentError(draft: Draft, base: ContentPath, language: Locale, { path, optional }: ContentField): string | undefined {
  const [parent = '', rest] = path.split('.')
  return rest && !optional ? draft.errorOf(`${base}.${language}.${parent}`) : undefined
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : ''
}

function write(draft: Draft, base: string, { path, optional }: ContentField, text: string): void {
  const [parent = '', rest] = path.split('.')
  if (path === 'points') {
    draft.set(`${base}.points`, text === '' ? undefined : text.split('\n'))
    return
  }
  if (text !== '' || !optional) {
    draft.set(`${base}.${path}`, text)
    return
  }
  draft.set(`${base}.${path}`, undefined)
  const left = draft.read(`${base}.${parent}`)
  if (rest && typeof left === 'object' && left !== null && Object.keys(left).length === 0) draft.set(`${base}.${parent}`, undefined)
}
