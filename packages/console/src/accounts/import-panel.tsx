import { useState } from 'preact/hooks'
import { ApiError } from '../api.ts'
import { describeError } from '../describe-error.ts'
import { count } from '../format.ts'
import { locale } from '../locale.ts'
import { importWords } from '../text/import.ts'
import { words } from '../text/text.ts'
import { Notice } from '../ui/notice.tsx'
import { DropZone } from './drop-zone.tsx'
import { ImportPreview } from './import-preview.tsx'
import { importFile, previewImport, type ImportAnswer } from './import-wire.ts'
import './import.css'

type Step = { at: 'start' | 'reading' } | { at: 'seen'; csv: string; answer: ImportAnswer } | { at: 'done'; answer: ImportAnswer }

/** A file of subscription states: dropped, looked at, then imported. */
export function ImportPanel({ onImported }: { onImported: () => void }) {
  const w = words(importWords)
  const [step, setStep] = useState<Step>({ at: 'start' })
  const [error, setError] = useState<ApiError>()
  const attempt = async (work: () => Promise<Step>, before: Step) => {
    setError(undefined)
    setStep({ at: 'reading' })
    try {
      setStep(await work())
    } catch (reason) {
      setStep(before)
      setError(reason instanceof ApiError ? reason : new ApiError(0, 'unknown', String(reason)))
    }
  }
  const read = (file: File) =>
    attempt(
      async () => {
        const csv = utf8(await file.arrayBuffer())
        return { at: 'seen', csv, answer: await previewImport(csv) }
      },
      { at: 'start' },
    )
  const take = (seen: Extract<Step, { at: 'seen' }>) =>
    attempt(async () => {
      const answer = await importFile(seen.csv)
      onImported()
      return { at: 'done', answer }
    }, seen)
  return (
    <details class="panel import">
      <summary>{w.title}</summary>
      <div class="stack-12">
        <p class="note">{w.text}</p>
        <p class="note">{w.columns}</p>
        <DropZone busy={step.at === 'reading'} onFile={(file) => void read(file)} />
        <p class="note" role="status">
          {step.at === 'reading' ? w.reading : ''}
        </p>
        {error && (
          <Notice tone="bad" title={w.failed}>
            <p>{describeError(error, locale.value, (field) => (field === 'csv' ? '' : undefined))}</p>
          </Notice>
        )}
        {step.at === 'seen' && <ImportPreview answer={step.answer} onYes={() => void take(step)} />}
        {step.at === 'done' && <Notice tone="good" title={w.done(count(step.answer.counts.applied + step.answer.counts.stale))} />}
      </div>
    </details>
  )
}

/** Spreadsheets in Japan save in another encoding unless they are told not to. */
function utf8(bytes: ArrayBuffer): string {
  try {
    const [first, second] = new Uint8Array(bytes)
    // Spreadsheets write their "Unicode text" so.
    return new TextDecoder(first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ApiError(0, 'invalid-utf8', 'the file is not valid UTF-8')
  }
}
