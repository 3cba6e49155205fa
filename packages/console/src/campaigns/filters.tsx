import { MOTIONS } from '@espalier/core'
import type { CampaignState, Motion } from '@espalier/core/schema'
import { campaignWords } from '../text/campaigns.ts'
import { words } from '../text/text.ts'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import type { CampaignSummary } from './wire.ts'

/** What the list is narrowed to; an empty text is everything. */
export interface Filter {
  state: CampaignState | ''
  motion: Motion | ''
  text: string
}

/** The campaigns that a filter lets through. */
export function applyFilter(campaigns: readonly CampaignSummary[], { state, motion, text }: Filter): CampaignSummary[] {
  const wanted = text.trim().toLowerCase()
  return campaigns.filter(
    (one) =>
      (!state || one.state === state) &&
      (!motion || one.motion === motion) &&
      (!wanted || one.name.toLowerCase().includes(wanted) || one.id.includes(wanted)),
  )
}

/** State, motion and text. */
export function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const w = words(campaignWords)
  return (
    <div class="filters" role="search">
      <Field label={w.search}>
        {(props) => (
          <input
            {...props}
            type="search"
            placeholder={w.searchHint}
            value={filter.text}
            onInput={(event) => onChange({ ...filter, text: event.currentTarget.value })}
          />
        )}
      </Field>
      <Choice
        label={w.state}
        value={filter.state}
        options={[['', w.every], ...(Object.entries(w.states) as [CampaignState, string][])]}
        choose={(state) => onChange({ ...filter, state })}
      />
      <Choice
        label={w.motion}
        value={filter.motion}
        options={[['', w.every], ...MOTIONS.map((motion) => [motion, w.motions[motion]] as const)]}
        choose={(motion) => onChange({ ...filter, motion })}
      />
    </div>
  )
}
