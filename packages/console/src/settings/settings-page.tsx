import type { FunctionComponent } from 'preact'
import { HookPanel } from '../hooks/hook-panel.tsx'
import { readHook } from '../hooks/wire.ts'
import { IdentityPanel } from '../identity/identity-panel.tsx'
import { InstallPart } from '../install/install-part.tsx'
import { PrivacyPanel } from '../privacy/privacy-panel.tsx'
import { AccessPart } from '../sign-in/access-part.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/resource.ts'
import { CatalogPanel } from './catalog-panel.tsx'
import { ChangesPanel } from './changes-panel.tsx'
import type { Part } from './parts.ts'
import { useAnchor } from './use-anchor.ts'
import { RatesPanel } from './rates-panel.tsx'
import { readRates } from './rates-wire.ts'
import { Restraint } from './restraint.tsx'
import { SettingsFrame } from './settings-frame.tsx'
import { openCatalog, openSettings } from './wire.ts'

/** The pages that need nothing but what the settings have; segments are written with the editor of campaigns. */
const PAGES: Record<Exclude<Part, 'segments'>, FunctionComponent> = {
  install: InstallPart,
  identity: IdentityPart,
  catalog: CatalogPart,
  restraint: RestraintPart,
  rates: RatesPart,
  notifications: NotificationsPart,
  access: AccessPart,
  privacy: PrivacyPanel,
  changes: ChangesPanel,
}

/** One page of the settings; the first, where none is named. */
export function SettingsPage({ part = 'install' }: { part?: keyof typeof PAGES }) {
  const Content = PAGES[part]
  return (
    <SettingsFrame part={part}>
      <Content />
    </SettingsFrame>
  )
}

function IdentityPart() {
  const settings = useResource('settings', openSettings)
  return <Loaded from={settings}>{(opened) => <IdentityPanel opened={opened} />}</Loaded>
}

function CatalogPart() {
  const catalog = useResource('catalog', openCatalog)
  return <Loaded from={catalog}>{(opened) => <CatalogPanel opened={opened} onSaved={catalog.reload} />}</Loaded>
}

function RestraintPart() {
  const settings = useResource('settings', openSettings)
  useAnchor(settings.data !== undefined)
  return <Loaded from={settings}>{(opened) => <Restraint opened={opened} />}</Loaded>
}

function RatesPart() {
  const rates = useResource('rates', readRates)
  return <Loaded from={rates}>{(data) => <RatesPanel list={data} onSaved={rates.reload} />}</Loaded>
}

function NotificationsPart() {
  const hook = useResource('hook', readHook)
  return <Loaded from={hook}>{(data) => <HookPanel initial={data} />}</Loaded>
}
