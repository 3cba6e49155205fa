import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import type { ApiError } from '../api.ts'
import { locale } from '../locale.ts'
import { campaignWords } from '../text/campaigns.ts'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { draftOf, freeId, TEMPLATES, type Template } from './templates.ts'
import { listCampaigns, saveDraft } from './wire.ts'
import './list.css'
import { describeError } from '../describe-error.ts'

/** The templates. Choosing one saves a draft, which nobody sees, and opens it. */
export function NewCampaign() {
  const w = words(campaignWords)
  const { route } = useLocation()
  const [error, setError] = useState<ApiError>()
  const [busy, setBusy] = useState(false)

  const start = async (template: Template) => {
    setBusy(true)
    try {
      const taken = (await listCampaigns()).map((one) => one.id)
      const id = freeId(template.key, taken)
      await saveDraft(draftOf(template, id, locale.value))
      route(`/console/campaigns/${id}`)
    } catch (reason) {
      setError(reason as ApiError)
      setBusy(false)
    }
  }

  return (
    <Page title={w.newTitle} above={<a href="/console/campaigns">← {w.back}</a>}>
      <div class="stack-16">
        <p class="lead">{w.newText}</p>
        {error && (
          <Notice tone="bad" title={words(frameWords).failed}>
            <p>{describeError(error, locale.value)}</p>
          </Notice>
        )}
        <ul class="templates">
          {TEMPLATES.map((template) => (
            <li key={template.key} class="panel template">
              <Tag tone="good">
                {w.motions[template.campaign.motion]} · {w.kinds[template.campaign.widget.kind]}
              </Tag>
              <h2>{template.campaign.name[locale.value]}</h2>
              <p class="note">{template.about[locale.value]}</p>
              <Button busy={busy} label={`${w.use}: ${template.campaign.name[locale.value]}`} onClick={() => void start(template)}>
                {w.use}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Page>
  )
}
