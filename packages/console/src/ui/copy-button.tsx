import { useState } from 'preact/hooks'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Button } from './button.tsx'

/** Copies `text`, and says that it did. */
export function CopyButton({ text }: { text: string }) {
  const w = words(settingsWords)
  const [copied, setCopied] = useState<string>()
  return (
    <span role="status">
      <Button small onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}>
        {copied === text ? w.copied : w.copy}
      </Button>
    </span>
  )
}
