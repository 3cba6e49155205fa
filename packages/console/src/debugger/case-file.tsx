import { expandSegments } from '@espalier/core'
import type { Campaign } from '@espalier/core/schema'
import { useState } from 'preact/hooks'
import { readCampaign, readVersion } from '../campaigns/wire.ts'
import { readDefinitions } from '../settings/wire.ts'
import { debuggerWords } from '../text/debugger.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { caseOf } from './case-of.ts'
import type { ExplainedDecision, Explanation } from './wire.ts'

async function definitionOf({ campaign, version }: ExplainedDecision): Promise<Campaign> {
  return version > 0 ? (await readVersion(campaign, version)).definition : (await readCampaign(campaign)).draft
}

/** The campaigns that were decided about, with the rules of segments in their places, so that a case needs no other file. */
async function definitionsOf(decisions: readonly ExplainedDecision[]): Promise<Map<string, Campaign>> {
  const [{ segments }, all] = await Promise.all([readDefinitions(), Promise.all(decisions.map(definitionOf))])
  return new Map(all.map((one) => [one.id, { ...one, audience: expandSegments(one.audience, segments) }]))
}

/** Copies the decision with all that it depended on, so that it can be kept as a case of the engine. */
export function CaseFile({ answer }: { answer: Explanation }) {
  const w = words(debuggerWords)
  const [text, setText] = useState<string>()
  const [said, setSaid] = useState<'copied' | 'copyFailed' | 'failed'>()
  const copy = async () => {
    try {
      const json = JSON.stringify(caseOf(answer, await definitionsOf(answer.decisions)), null, 2)
      setText(json)
      await navigator.clipboard.writeText(json).then(
        () => setSaid('copied'),
        () => setSaid('copyFailed'),
      )
    } catch {
      setSaid('failed')
    }
  }
  return (
    <section class="panel stack-16" aria-labelledby="case-title">
      <h2 id="case-title">{w.caseTitle}</h2>
      <p class="note">{w.caseText}</p>
      <p class="row">
        <Button onClick={() => void copy()}>{w.copyCase}</Button>
        <span class="note" role="status">
          {said === 'failed' ? words(frameWords).failed : said && w[said]}
        </span>
      </p>
      {text !== undefined && (
        <pre class="case" tabIndex={0}>
          <code>{text}</code>
        </pre>
      )}
    </section>
  )
}
