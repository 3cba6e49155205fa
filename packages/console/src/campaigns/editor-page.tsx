import { useRoute } from 'preact-iso'
import { readCatalog, readDefinitions, readSettings } from '../settings/wire.ts'
import { editorWords } from '../text/editor.ts'
import { words } from '../text/text.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { Editor } from './editor.tsx'
import { listCampaigns, readCampaign } from './wire.ts'
import './editor.css'
import './rule-forms.css'

/** The editor of the campaign that the address names. */
export function EditorPage() {
  const { params } = useRoute()
  const id = params['id'] ?? ''
  const campaign = useResource(`campaign/${id}`, () => readCampaign(id))
  const catalog = useResource('catalog', readCatalog)
  const settings = useResource('settings', readSettings)
  const definitions = useResource('definitions', readDefinitions)
  const campaigns = useResource('campaigns', listCampaigns)
  const known = { catalog: catalog.data, definitions: definitions.data, campaigns: campaigns.data }
  const loaded = (
    <Loaded from={campaign}>{(record) => <Editor key={record.id} record={record} known={known} settings={settings.data} />}</Loaded>
  )
  if (campaign.data || !campaign.error) return loaded
  return (
    <Page title={id} above={<a href="/console/campaigns">← {words(editorWords).back}</a>}>
      {loaded}
    </Page>
  )
}
