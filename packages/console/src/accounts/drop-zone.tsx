import { useId, useState } from 'preact/hooks'
import { importWords } from '../text/import.ts'
import { words } from '../text/text.ts'

/** A place to drop a file on; for everybody else an ordinary file field. */
export function DropZone({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const w = words(importWords)
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (files: FileList | null | undefined) => {
    const [file] = files ?? []
    if (file && !busy) onFile(file)
  }
  return (
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer?.files)
      }}
    >
      <label for={id}>{w.drop}</label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        disabled={busy}
        onChange={(event) => {
          take(event.currentTarget.files)
          // The same file may be corrected and chosen again.
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
