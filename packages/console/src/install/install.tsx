import { CopyButton } from '../ui/copy-button.tsx'
import { installWords } from '../text/install.ts'
import { words } from '../text/text.ts'
import { Loaded } from '../ui/loaded.tsx'
import type { Resource } from '../ui/resource.ts'
import { Unfolded } from '../ui/unfolded.tsx'
import type { Snippet } from './wire.ts'

/** What to put into the host's pages. `known`: their key is in it. */
export function Install({ snippet, known }: { snippet: Resource<Snippet>; known: boolean }) {
  const w = words(installWords)
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
      <h2 id="install-title">{w.title}</h2>
      <Loaded from={snippet}>
        {({ tag, stub, policy, pinned, importMap, importMapSource }) => (
          <>
            <p class="note">{w.head}</p>
            <Code name={w.names.head} text={`${stub}\n${tag}`} />
            {!known && <p class="note">{w.pickKey}</p>}
            <p class="note">{w.body}</p>
            <Code name={w.names.body} text={body} />
            <p class="note">
              {w.check} <a href="/console/people">{w.toPeople}</a>
            </p>
            <Unfolded title={w.policy} hint={w.policyText} open={false}>
              <Code name={w.names.policy} text={policy} />
            </Unfolded>
            <Unfolded title={w.pinned} hint={w.pinnedText} open={false}>
              <Code name={w.names.pinned} text={`${importMap}\n${pinned}`} />
              <p class="hint">{w.importMapText}</p>
              <Code name={w.names.source} text={importMapSource} />
            </Unfolded>
            <Unfolded title={w.blocked} hint={w.blockedText} open={false}>
              <Code name={w.names.own} text="ESPALIER_SCRIPT=/grow/helper.js" />
            </Unfolded>
          </>
        )}
      </Loaded>
    </section>
  )
}

/** Text to copy; it scrolls by itself, so it can be reached with the keyboard and has a name. */
function Code({ name, text }: { name: string; text: string }) {
  return (
    <div class="snippet">
      <pre tabIndex={0} role="region" aria-label={name}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} />
    </div>
  )
}
