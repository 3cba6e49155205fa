import { useEffect, useState } from 'preact/hooks'
import { DeliveryPanel } from '../delivery/delivery-panel.tsx'
import { HookPanel } from '../hooks/hook-panel.tsx'
import { readHook } from '../hooks/wire.ts'
import { IdentityPanel } from '../identity/identity-panel.tsx'
import { Install } from '../install/install.tsx'
import { segmentWords } from '../text/segments.ts'
import { settingsWords } from '../text/settings.ts'
import { words } from '../text/text.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { useResource } from '../ui/resource.ts'
import { CatalogPanel } from './catalog-panel.tsx'
import { Keys } from './keys.tsx'
import { RatesPanel } from './rates-panel.tsx'
import { readRates } from './rates-wire.ts'
import { Restraint } from './restraint.tsx'
import { listKeys, readCatalog, readSettings } from './wire.ts'
import './settings.css'

/** In the order in which a newcomer needs them: snippet, keys, the catalogue, what holds for all campaigns. */
export function SettingsPage() {
  const w = words(settingsWords)
  const s = words(segmentWords)
  const [publicKey, setPublicKey] = useState<string>()
  const keys = useResource('keys', listKeys)
  const settings = useResource('settings', readSettings)
  const catalog = useResource('catalog', readCatalog)
  const hook = useResource('hook', readHook)
  const rates = useResource('rates', readRates)
  const arrived = [keys, settings, catalog, hook, rates].every(({ data, error }) => data !== undefined || error !== undefined)
  // A link to one part, such as #rates, finds its place only once what stands above has its height.
  useEffect(() => {
    if (arrived && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [arrived])
  return (
    <Page title={w.title}>
      <div class="stack-24">
        <Loaded from={keys}>
          {(data) => (
            <>
              <Install keys={data} fresh={publicKey} />
              <Keys keys={data} onChanged={keys.reload} onPublicKey={setPublicKey} />
            </>
          )}
        </Loaded>
        <Loaded from={catalog}>{(data) => <CatalogPanel catalog={data} onSaved={catalog.reload} />}</Loaded>
        <section class="panel stack-16" aria-labelledby="segments-title">
          <h2 id="segments-title">{s.title}</h2>
          <p class="note">{s.segmentsText}</p>
          <p>
            <Button href="/console/settings/segments">{s.open}</Button>
          </p>
        </section>
        <Loaded from={settings}>
          {(data) => (
            <>
              <IdentityPanel mode={data.identity.mode} />
              <Restraint settings={data} />
            </>
          )}
        </Loaded>
        <Loaded from={rates}>{(data) => <RatesPanel list={data} onSaved={rates.reload} />}</Loaded>
        <Loaded from={hook}>{(data) => <HookPanel initial={data} />}</Loaded>
        <DeliveryPanel />
      </div>
    </Page>
  )
}
