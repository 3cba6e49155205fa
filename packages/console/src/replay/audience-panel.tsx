import type { CampaignInput, Condition } from '@espalier/core/schema'
import { describeAudience } from '../campaigns/audience-sentence.ts'
import { englishClause } from '../campaigns/clause.en.ts'
import { japaneseClause } from '../campaigns/clause.ja.ts'
import type { Names } from '../campaigns/names.ts'
import { debuggerHref } from '../debugger/question.ts'
import { count, percent } from '../format.ts'
import { locale } from '../locale.ts'
import { replayWords } from '../text/replay.ts'
import { words } from '../text/text.ts'
import { Table } from '../ui/table.tsx'
import { AskedPanel } from './asked-panel.tsx'
import { useOnDemand } from './on-demand.ts'
import { estimateAudience, type AudienceEstimate } from './wire.ts'

/** Who matches the draft's audience now, who nearly does, and which line costs most. */
export function AudiencePanel({ campaign, names, ready }: { campaign: CampaignInput; names: Names; ready: boolean }) {
  const w = words(replayWords)
  const estimate = useOnDemand(JSON.stringify(campaign.audience ?? {}), () => estimateAudience(campaign))
  return (
    <AskedPanel
      title={w.audience}
      about={w.audienceText}
      ask={w.estimate}
      askAgain={w.estimateAgain}
      waiting={w.estimating}
      ready={ready}
      from={estimate}
    >
      {(answer) => <Estimate estimate={answer} names={names} />}
    </AskedPanel>
  )
}

function Estimate({ estimate, names }: { estimate: AudienceEstimate; names: Names }) {
  const w = words(replayWords)
  const { total, matching, share, nearest, byClause, sample } = estimate
  return (
    <>
      <dl class="figures">
        <div>
          <dt>{w.people}</dt>
          <dd class="figure middle">{count(matching.people)}</dd>
          <dd class="note">{w.ofPeople(count(total.people))}</dd>
        </div>
        <div>
          <dt>{w.accounts}</dt>
          <dd class="figure middle">{count(matching.accounts)}</dd>
          <dd class="note">{w.ofAccounts(count(total.accounts))}</dd>
        </div>
      </dl>
      {share < 1 && <p class="note">{w.sampledShare(percent(share))}</p>}
      {matching.people === 0 && <p class="note">{w.nobody}</p>}
      {byClause.length > 0 && (
        <Table
          caption={w.clauses}
          dense
          columns={[
            { key: 'clause', head: w.clause },
            { key: 'passing', head: w.passing, number: true },
          ]}
          rows={byClause.map(({ path, operator, needed, passing, open }) => ({
            key: `${path} ${operator} ${JSON.stringify(needed)}`,
            cells: {
              clause: clauseText(path, operator, needed, names),
              passing: (
                <>
                  {count(passing)}
                  {open > 0 && <span class="cell-note">{w.openClause(count(open))}</span>}
                </>
              ),
            },
          }))}
        />
      )}
      <section class="stack-16">
        <h3>{w.nearest}</h3>
        {nearest.length === 0 ? (
          <p class="note">{w.nearestNone}</p>
        ) : (
          <Table
            caption={w.nearest}
            dense
            columns={[
              { key: 'person', head: w.person },
              { key: 'lacking', head: w.lacking },
            ]}
            rows={nearest.map(({ user, account, lacking }) => ({
              key: `${user} ${account}`,
              cells: {
                person: (
                  <>
                    <a href={debuggerHref({ user, account })}>{user}</a>
                    {account !== user && <span class="cell-note">{account}</span>}
                  </>
                ),
                lacking: (
                  <ul>
                    {lacking.map((one) => (
                      <li key={`${one.path} ${one.operator}`}>{one.words[locale.value]}</li>
                    ))}
                  </ul>
                ),
              },
            }))}
          />
        )}
      </section>
      {sample.length > 0 && (
        <section class="stack-16">
          <h3>{w.matchingNow}</h3>
          <ul class="row">
            {sample.map(({ user, account }) => (
              <li key={`${user} ${account}`}>
                <a href={debuggerHref({ user, account })}>{user}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** One line of the rule; a group of lines reads as the audience that it stands for. */
function clauseText(path: string | null, operator: string, needed: unknown, names: Names): string {
  if (path === null) return describeAudience({ [operator]: needed } as Condition, names)
  const test = { path, operator, operand: needed }
  return names.locale === 'ja' ? japaneseClause(test, names).end.replace(/の$/, '') : englishClause(test, names)
}
