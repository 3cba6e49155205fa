import { definitions as definitionsSchema, type Catalog, type Definitions } from '@espalier/core/schema'
import { useEffect, useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { describeAudience } from '../campaigns/audience-sentence.ts'
import { checkWith } from '../campaigns/check.ts'
import { createDraft, type Draft } from '../campaigns/draft.ts'
import type { Names } from '../campaigns/names.ts'
import { describeError } from '../describe-error.ts'
import { describeProperties } from '../campaigns/properties-sentence.ts'
import { listCampaigns, type CampaignSummary } from '../campaigns/wire.ts'
import { locale } from '../locale.ts'
import { SettingsFrame } from '../settings/settings-frame.tsx'
import { readCatalog, readDefinitions, saveDefinitions } from '../settings/wire.ts'
import { frameWords } from '../text/frame.ts'
import { segmentWords } from '../text/segments.ts'
import { words } from '../text/text.ts'
import { labelOf } from '../ui/label-of.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { useResource } from '../ui/resource.ts'
import { useCounting } from './counting.ts'
import { DefinitionForm } from './definition-form.tsx'
import { DefinitionList } from './definition-list.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { usedBy, type List } from './used-by.ts'
import '../campaigns/editor.css'
import '../campaigns/rule-forms.css'
import './segments.css'

const check = checkWith(definitionsSchema)

/** Audiences with a name, and events that count only with certain properties: what all rules may use. */
export function SegmentsPage() {
  const definitions = useResource('definitions', readDefinitions)
  const campaigns = useResource('campaigns', listCampaigns)
  const catalog = useResource('catalog', readCatalog)
  return (
    <SettingsFrame part="segments">
      <Loaded from={definitions}>
        {(data) => <Loaded from={campaigns}>{(all) => <Lists initial={data} campaigns={all} catalog={catalog.data} />}</Loaded>}
      </Loaded>
    </SettingsFrame>
  )
}

interface Place {
  list: List
  index: number
}

function Lists({ initial, campaigns, catalog }: { initial: Definitions; campaigns: CampaignSummary[]; catalog: Catalog | undefined }) {
  const w = words(segmentWords)
  const [definitions, setDefinitions] = useState(initial)
  const [edited, setEdited] = useState<Place & { draft: Draft<Definitions>; fresh: boolean }>()
  const [removed, setRemoved] = useState<Place>()
  const [done, setDone] = useState<string>()
  const [error, setError] = useState<ApiError>()
  const [touched, setTouched] = useState<List>()
  // What had the focus went with the form, or with the line that was removed.
  useEffect(() => {
    if (touched && !edited && document.activeElement === document.body) document.getElementById(`${touched}-title`)?.focus()
  }, [edited, definitions])
  const counting = useCounting(definitions)
  const names: Names = { locale: locale.value, catalog, definitions, campaigns }
  const nameAt = ({ list, index }: Place, of: Definitions) => of[list][index]?.name ?? ''

  const keep = async (next: Definitions, said: string): Promise<boolean> => {
    setError(undefined)
    setDone(undefined)
    try {
      setDefinitions(await saveDefinitions(next))
      setDone(said)
      return true
    } catch (reason) {
      setError(reason as ApiError)
      return false
    }
  }
  const edit = (place: Place, value = definitions) => {
    setDone(undefined)
    setError(undefined)
    setTouched(place.list)
    setEdited({ ...place, draft: createDraft<Definitions>(value, check), fresh: value !== definitions })
  }
  const create = (list: List) => {
    const blank = list === 'segments' ? { id: '', name: '', audience: {} } : { id: '', name: '', event: '', where: {} }
    edit({ list, index: definitions[list].length }, { ...definitions, [list]: [...definitions[list], blank] })
  }

  const fault = error && (
    <Notice tone="bad" title={words(frameWords).failed}>
      <p>{describeError(error, locale.value, labelOf)}</p>
    </Notice>
  )
  if (edited) {
    const { draft, list, index, fresh } = edited
    const id = definitions[list][index]?.id
    return (
      <div class="stack-16 editor">
        {fault}
        <DefinitionForm
          draft={draft}
          list={list}
          index={index}
          fresh={fresh}
          // A segment may not name another one.
          names={{ ...names, definitions: { ...definitions, segments: [] } }}
          used={id === undefined ? 0 : usedBy(list, id, campaigns, definitions).campaigns.length}
          onCancel={() => setEdited(undefined)}
          onSave={async () => {
            if (await keep(draft.value.value, w.saved(nameAt(edited, draft.value.value)))) setEdited(undefined)
          }}
        />
      </div>
    )
  }
  return (
    <div class="stack-24">
      {done && <Notice tone="good" title={done} />}
      {fault}
      {(['segments', 'events'] as const).map((list) => (
        <DefinitionList
          key={list}
          list={list}
          definitions={definitions}
          campaigns={campaigns}
          counting={counting}
          meaning={(index) => {
            const [segment, event] = [definitions.segments[index], definitions.events[index]]
            if (list === 'segments') return segment && describeAudience(segment.audience, names)
            return event && w.eventMeaning(event.event, describeProperties(event.where, names))
          }}
          onEdit={(index) => edit({ list, index })}
          onNew={() => create(list)}
          onRemove={(index) => setRemoved({ list, index })}
        />
      ))}
      {removed && (
        <RemoveDialog
          name={nameAt(removed, definitions)}
          used={usedBy(removed.list, definitions[removed.list][removed.index]?.id ?? '', campaigns, definitions)}
          onClose={() => setRemoved(undefined)}
          onYes={() => {
            const { list, index } = removed
            setRemoved(undefined)
            setTouched(list)
            const rest: Definitions = { ...definitions, [list]: definitions[list].filter((_, at) => at !== index) }
            void keep(rest, w.removed(nameAt(removed, definitions)))
          }}
        />
      )}
    </div>
  )
}
