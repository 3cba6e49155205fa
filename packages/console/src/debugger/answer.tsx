import { count, momentIn } from '../format.ts'
import { debuggerWords } from '../text/debugger.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { Candidate } from './candidate.tsx'
import { CaseFile } from './case-file.tsx'
import { FactsTree } from './facts-tree.tsx'
import { OpenInProduct } from './open-in-product.tsx'
import { placeName } from './place-name.ts'
import { ranked } from './ranked.ts'
import type { Explanation } from './wire.ts'

/** The answer of the engine: what was decided about every campaign, and what it knew. */
export function Answer({ answer, zone, asked }: { answer: Explanation; zone: string; asked: string }) {
  const w = words(debuggerWords)
  const { user, account, page, decisions } = answer
  const all = ranked(decisions, asked)
  // The one interruption is possible on every page, so it says nothing about this one.
  const places = page.places.filter((one) => one !== 'interruption')
  const shown = all.filter(({ verdict }) => verdict === 'shown').length
  const names = new Map(all.map(({ campaign, name }) => [campaign, name]))
  return (
    <div class="stack-16" role="region" aria-label={w.candidates}>
      <div class="outcome">
        <p class="outcome-said" role="status">
          {shown === 0 ? w.outcome.none : w.outcome.some(count(shown), count(all.length))}
        </p>
        <dl class="window">
          <div>
            <dt>{w.person}</dt>
            <dd>
              <a href={`/console/people/${encodeURIComponent(user)}`}>{user}</a>
            </dd>
          </div>
          {account && account !== user && (
            <div>
              <dt>{w.account}</dt>
              <dd>
                <a href={`/console/accounts/${encodeURIComponent(account)}`}>{account}</a>
              </dd>
            </div>
          )}
          <div>
            <dt>{w.asOf}</dt>
            <dd>
              <time dateTime={answer.at}>{momentIn(answer.at, zone)}</time>
            </dd>
          </div>
          <div>
            <dt>{w.onPage}</dt>
            <dd>{page.path ? <code>{page.path}</code> : w.anyPage}</dd>
          </div>
          <div>
            <dt>{w.places}</dt>
            <dd>{page.assumed ? w.assumed : places.map(placeName).join(w.comma) || w.noPlaces}</dd>
          </div>
        </dl>
        <OpenInProduct user={user} account={account} />
      </div>
      {!answer.known && (
        <Notice tone="warn" title={w.unknownTitle}>
          <p>{w.unknownText}</p>
        </Notice>
      )}
      {all.length === 0 ? (
        <Empty title={w.noCandidates} action={<Button href="/console/campaigns">{w.toCampaigns}</Button>}>
          {w.noCandidatesText}
        </Empty>
      ) : (
        <div class="debug-columns">
          <ol class="stack-16">
            {all.map((one, index) => (
              <Candidate key={one.campaign} decision={one} names={names} open={index === 0} />
            ))}
          </ol>
          <div class="stack-16">
            <section class="panel" aria-labelledby="facts-title">
              <h2 id="facts-title">{w.facts}</h2>
              <p class="note">{w.factsNote}</p>
              <FactsTree facts={answer.facts} />
            </section>
            <CaseFile answer={answer} />
          </div>
        </div>
      )}
    </div>
  )
}
