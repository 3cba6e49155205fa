import { useLocation } from 'preact-iso'
import { momentOf } from '../format.ts'
import { SegmentFields } from '../home/segment-fields.tsx'
import { address } from '../address.ts'
import { locale } from '../locale.ts'
import { featureWords } from '../text/features.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Adoption } from './adoption.tsx'
import { Breadth } from './breadth.tsx'
import { Locked } from './locked.tsx'
import { readFeatures } from './wire.ts'
import '../style/report.css'
import './features.css'

const PERIODS = ['7', '30', '90'] as const

/** Which features are used by whom, and which locked ones are wanted. The address holds period and group. */
export function FeaturesPage() {
  const w = words(featureWords)
  const { query, route } = useLocation()
  const days = PERIODS.find((one) => one === query['days']) ?? '30'
  const group = { by: query['by'], value: query['by'] ? query['value'] : undefined }
  const asked = { days, ...group }
  const report = useResource(address('features', asked), () => readFeatures(asked), { stay: true })
  const go = (next: object) => route(address('/console/features', next))
  return (
    <Page
      title={w.title}
      beside={
        <>
          <Button small href="/console/features/funnel">
            {w.toFunnel}
          </Button>
          <Button small href={address('/v1/reports/features', { ...asked, format: 'csv', lang: locale.value })}>
            {w.download}
          </Button>
        </>
      }
    >
      <div class="stack-24">
        <p class="note">{w.intro}</p>
        <div class="filters">
          <Field label={w.period}>
            {(field) => (
              <select {...field} value={days} onChange={({ currentTarget: { value } }) => go({ ...asked, days: value })}>
                {PERIODS.map((one) => (
                  <option key={one} value={one}>
                    {w.lastDays(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <SegmentFields by={group.by} value={group.value} choose={(next) => go({ days, ...next })} />
        </div>
        <Loaded from={report}>
          {(data) =>
            data.features.length === 0 ? (
              <Empty title={w.none} action={<Button href="/console/settings/catalog">{w.toCatalog}</Button>}>
                {w.noneText}
              </Empty>
            ) : (
              <div class="stack-24">
                <Locked report={data} group={group} />
                <Adoption report={data} group={group} />
                <Breadth report={data} />
                <p class="note">{w.asOf(momentOf(data.asOf, data.zone))}</p>
              </div>
            )
          }
        </Loaded>
      </div>
    </Page>
  )
}
