/** @jsxImportSource #render */
import { mark } from '../parts/states.ts'
import { readerTag } from '../text/reader-tag.ts'
import type { View } from '../view.ts'
import { meterCss } from './meter.css.ts'
import { readLimit } from './read-limit.ts'
import { words as book } from './words.ts'

const MARKED = /near|critical|reached|over/

/** How much of a feature is used, in words first and as a bar where there is a limit. */
export const view: View = {
  css: meterCss,
  draw({ element, host, locale }) {
    const words = book[locale]
    const feature = element.getAttribute('feature') ?? ''
    const limit = host.usage(feature)
    const { state, amount, notes } = readLimit(limit, words, element.getAttribute('unit') ?? '', readerTag(locale), Date.now(), host.zone())
    const label = element.getAttribute('label') ?? host.check(feature).name?.[locale] ?? words.usage
    const most = Math.max(limit?.limit ?? 0, 1)
    mark(element, ...(MARKED.test(state) ? [state] : []))
    return (
      <div class="surface" part="root" ref={() => () => mark(element)}>
        <div class="top">
          <p class="label" id="title" part="title">
            {label}
          </p>
          <p>{amount}</p>
        </div>
        {limit?.limit != null ? (
          <div
            class="track"
            part="track"
            role="meter"
            aria-labelledby="title"
            aria-valuemax={most}
            aria-valuenow={Math.min(limit.used, most)}
            aria-valuetext={[amount + words.stop, ...notes].join(words.space)}
          >
            <div class={`bar ${state}`} part="bar" style={`--filled:${(limit.ratio ?? 0) * 100}%`} />
          </div>
        ) : (
          // Keeps the height while the first answer is on its way.
          !limit && <div class="track" part="track" />
        )}
        {notes.length > 0 && (
          <p class="note" part="body">
            {notes.map((note) => [<span>{note}</span>, words.space])}
          </p>
        )}
      </div>
    )
  },
}
