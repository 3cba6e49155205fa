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
import { MeanwhileNotice, TakenOver } from '../meanwhile/notice.tsx'
import { Meanwhile, type Opened } from '../meanwhile/opened.ts'
import { takeOver } from '../meanwhile/take-over.ts'
import { SettingsFrame } from '../settings/settings-frame.tsx'
import { openDefinitions, readCatalog, saveDefinitions } from '../settings/wire.ts'
import { frameWords } from '../text/frame.ts'
import { segmentWords } from '../text/segments.ts'
import { words } from '../text/text.ts'
import { labelOf } from '../ui/label-of.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Notice } from '../ui/notice.tsx'
import { useResource } from '../ui/resource.ts'
import { changeOne, sameOne, type Which } from './change-one.ts'
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
  const definitions = useResource('definitions', openDefinitions)
  const campaigns = useResource('campaigns', listCampaigns)
  const catalog = useResource('catalog', readCatalog)
  return (
    <SettingsFrame part="segments">
      <Loaded from={definitions}>
        {(data) => <Loaded from={campaigns}>{(all) => <Lists opened={data} campaigns={all} catalog={catalog.data} />}</Loaded>}
      </Loaded>
    </SettingsFrame>
  )
}

interface Place {
  list: List
  index: number
}

interface Saving extends Which {
  next: Definitions
  /** What is said when it is saved. */
  said: string
}

function Lists({
  opened,
  campaigns,
  catalog,
}: {
  opened: Opened<Definitions>
  campaigns: CampaignSummary[]
  catalog: Catalog | undefined
}) {
  const w = words(segmentWords)
  const [known, setKnown] = useState(opened)
  const definitions = known.value
  const [edited, setEdited] = useState<Place & { draft: Draft<Definitions>; fresh: boolean }>()
  const [removed, setRemoved] = useState<Place>()
  const [done, setDone] = useState<string>()
  const [failed, setFailed] = useState<{ error: ApiError; saving: Saving }>()
  const [takenOver, setTakenOver] = useState(false)
  const [touched, setTouched] = useState<List>()
  // What had the focus went with the form, or with the line that was removed.
  useEffect(() => {
    if (touched && !edited && document.activeElement === document.body) document.getElementById(`${touched}-title`)?.focus()
  }, [edited, definitions])
  const counting = useCounting(definitions)
  const names: Names = { locale: locale.value, catalog, definitions, campaigns }
  const nameAt = ({ list, index }: Place, of: Definitions) => of[list][index]?.name ?? ''

  const keep = async (saving: Saving, over = known): Promise<void> => {
    setFailed(undefined)
    setDone(undefined)
    setTakenOver(false)
    try {
      setKnown(await saveDefinitions(saving.next, over))
      setDone(saving.said)
      setEdited(undefined)
    } catch (reason) {
      const error = reason as ApiError
      // Where somebody else changed others, this one is changed among them.
      if (isChanged(error) && sameOne(saving, known.value, error.now.value)) return keepOver(saving, error)
      setFailed({ error, saving })
    }
  }
  const keepOver = (saving: Saving, { now }: Meanwhile<Definitions>) =>
    keep({ ...saving, next: changeOne(now.value, saving, saving.next) }, now)
  const takeTheirs = ({ list, id }: Saving, { now }: Meanwhile<Definitions>) => {
    setFailed(undefined)
    setKnown(now)
    if (!edited) return
    const { draft, index, fresh } = edited
    const mine = draft.value.value[list][index]
    const theirs = now.value[list].findIndex((one) => one.id === id)
    if (!fresh && theirs < 0) return setEdited(undefined)
    // Two who have made something under one name keep both; the form says that one of them needs another.
    const place = fresh ? now.value[list].length : theirs
    const all: unknown[] = [...now.value[list]]
    all[place] = fresh ? mine : takeOver(definitions[list][index], mine, all[place])
    draft.moveOnto(now.value, { ...now.value, [list]: all })
    setEdited({ ...edited, index: place })
    setTakenOver(true)
  }
  const edit = (place: Place, value = definitions) => {
    setDone(undefined)
    setFailed(undefined)
    setTakenOver(false)
    setTouched(place.list)
    setEdited({ ...place, draft: createDraft<Definitions>(value, check), fresh: value !== definitions })
  }
  const create = (list: List) => {
    const blank = list === 'segments' ? { id: '', name: '', audience: {} } : { id: '', name: '', event: '', where: {} }
    edit({ list, index: definitions[list].length }, { ...definitions, [list]: [...definitions[list], blank] })
  }

  const fault = failed && <Fault {...failed} onTakeOver={takeTheirs} onOverwrite={keepOver} />
  if (edited) {
    const { draft, list, index, fresh } = edited
    const id = definitions[list][index]?.id
    return (
      <div class="stack-16 editor">
        {fault}
        {takenOver && <TakenOver />}
        <DefinitionForm
          draft={draft}
          list={list}
          index={index}
          fresh={fresh}
          // A segment may not name another one.
          names={{ ...names, definitions: { ...definitions, segments: [] } }}
          used={id === undefined ? 0 : usedBy(list, id, campaigns, definitions).campaigns.length}
          onCancel={() => setEdited(undefined)}
          onSave={() => {
            const next = draft.value.value
            return keep({ list, id: next[list][index]?.id ?? '', next, said: w.saved(nameAt(edited, next)) })
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
            const id = definitions[list][index]?.id ?? ''
            void keep({ list, id, next: rest, said: w.removed(nameAt(removed, definitions)) })
          }}
        />
      )}
    </div>
  )
}

function isChanged(error: ApiError): error is Meanwhile<Definitions> {
  return error instanceof Meanwhile
}

type Answer = (saving: Saving, error: Meanwhile<Definitions>) => unknown

/** Why something was not saved; where somebody else had changed it, what they made of it. */
function Fault(props: { error: ApiError; saving: Saving; onTakeOver: Answer; onOverwrite: Answer }) {
  const { error, saving, onTakeOver, onOverwrite } = props
  if (isChanged(error)) {
    return <MeanwhileNotice of={error} onTakeOver={() => onTakeOver(saving, error)} onOverwrite={() => void onOverwrite(saving, error)} />
  }
  return (
    <Notice tone="bad" title={words(frameWords).failed}>
      <p>{describeError(error, locale.value, labelOf)}</p>
    </Notice>
  )
}
