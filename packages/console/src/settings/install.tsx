import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { CopyButton } from './copy-button.tsx'
import type { ApiKey } from './wire.ts'

/** Keeps calls until the script has arrived; fixed text, so that a page's policy can name its hash. */
const STUB = 'window.espalier||=new Proxy([],{get:(q,m)=>m in q||m=="then"?q[m]:(...a)=>new Promise(r=>q.push([m,a,r]))})'

/** What to put into the host's pages, with a key where it can be known: `fresh` is a public key that was made just now. */
export function Install({ keys, fresh }: { keys: ApiKey[]; fresh: string | undefined }) {
  const w = words(settingsWords)
  // Only well-known keys of the demo are as short as their prefix; all others were shown once.
  const known = fresh ?? keys.find((one) => one.kind === 'public' && one.prefix === 'pk_test_demo')?.prefix
  const head = `<script>${STUB}</script>\n<script async src="${location.origin}/v1/sdk.js" data-key="${known ?? w.yourKey}"></script>`
  const body = [
    '<script>',
    "  espalier.identify('u_42', { role: 'admin' })",
    "  espalier.group('acct_7', { plan: 'team' })",
    "  espalier.track('Report Exported', { rows: 1200 })",
    '</script>',
    '<espalier-slot name="reports-top"></espalier-slot>',
    '<espalier-meter feature="exports"></espalier-meter>',
  ].join('\n')
  return (
    <section id="install" class="panel stack-16" aria-labelledby="install-title">
      <h2 id="install-title">{w.install}</h2>
      <p class="note">{w.installText}</p>
      <Snippet text={head} />
      <p class="note">{w.installBody}</p>
      <Snippet text={body} />
      {!known && <p class="note">{w.pickKey}</p>}
    </section>
  )
}

function Snippet({ text }: { text: string }) {
  return (
    <div class="snippet">
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} />
    </div>
  )
}
