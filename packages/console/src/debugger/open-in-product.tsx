import { useState } from 'preact/hooks'
import { request } from '../api.ts'
import { debuggerWords } from '../text/debugger.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'

interface Link {
  token: string
  /** The page that the person was last seen on. */
  page?: string
}

/** Opens the page on which somebody was last seen, with the overlay that says what is decided there. */
export function OpenInProduct({ user, account }: { user: string; account?: string }) {
  const w = words(debuggerWords)
  const [said, setSaid] = useState<'notSeen' | 'failed'>()
  const open = async () => {
    setSaid(undefined)
    const { token, page } = await request<Link>('POST', '/v1/debug', { user, ...(account && { account }) })
    if (page === undefined) return setSaid('notSeen')
    const link = Object.assign(document.createElement('a'), { href: `${page}#espalier-debug=${token}`, target: '_blank', rel: 'noopener' })
    link.click()
  }
  return (
    <span class="row">
      <Button label={w.openInProductHint} onClick={() => void open().catch(() => setSaid('failed'))}>
        {w.openInProduct}
      </Button>
      <span class="note" role="status">
        {said === 'notSeen' ? w.notSeen : said && words(frameWords).failed}
      </span>
    </span>
  )
}
