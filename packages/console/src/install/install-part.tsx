import { useState } from 'preact/hooks'
import { DeliveryPanel } from '../delivery/delivery-panel.tsx'
import { readLosses } from '../delivery/wire.ts'
import { Keys } from '../settings/keys.tsx'
import { useAnchor } from '../settings/use-anchor.ts'
import { listKeys } from '../settings/wire.ts'
import { installWords } from '../text/install.ts'
import { words } from '../text/text.ts'
import { Loaded } from '../ui/loaded.tsx'
import { inOneGo, useResource } from '../ui/resource.ts'
import { Install } from './install.tsx'
import { readSnippet, type Snippet } from './wire.ts'

/** What an engineer needs first: the tags, the keys, and whether events arrive. */
export function InstallPart() {
  const w = words(installWords)
  const [fresh, setFresh] = useState<string>()
  const keys = useResource('keys', listKeys)
  const losses = useResource('losses', readLosses)
  // Only well-known keys of the demo are as short as their prefix; all others were shown once.
  const known = fresh ?? keys.data?.find((one) => one.kind === 'public' && one.prefix === 'pk_test_demo')?.prefix
  const key = keys.data && (known ?? w.yourKey)
  const later = new Promise<Snippet>(() => undefined)
  const snippet = useResource(`snippet/${key}`, () => (key === undefined ? later : readSnippet(location.origin, key)), { stay: true })
  const all = inOneGo(keys, snippet, losses)
  useAnchor(all.data !== undefined)
  return (
    <Loaded from={all}>
      {(data) => (
        <>
          <Install snippet={snippet} known={known !== undefined} />
          <Keys keys={data} onChanged={keys.reload} onPublicKey={setFresh} />
          <DeliveryPanel report={losses} />
        </>
      )}
    </Loaded>
  )
}
