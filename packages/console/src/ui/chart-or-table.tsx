import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { frameWords } from '../text/frame.ts'
import { words } from '../text/text.ts'
import { Segmented } from './segmented.tsx'

interface Props {
  title: string
  /** Inside of a panel that has a title of its own. */
  within?: boolean
  chart: () => ComponentChildren
  /** The same numbers. */
  table: () => ComponentChildren
}

/** Figures as a chart, or as a table with the same numbers. */
export function ChartOrTable({ title, within = false, chart, table }: Props) {
  const w = words(frameWords)
  const id = useId()
  const [form, setForm] = useState<'chart' | 'table'>('chart')
  const Heading = within ? 'h3' : 'h2'
  return (
    <section class={within ? 'daily' : 'panel daily'} aria-labelledby={id}>
      <div class="row">
        <Heading id={id}>{title}</Heading>
        <span class="push">
          <Segmented
            label={title}
            value={form}
            onChange={setForm}
            options={[
              { value: 'chart', label: w.chart },
              { value: 'table', label: w.table },
            ]}
          />
        </span>
      </div>
      {form === 'chart' ? chart() : table()}
    </section>
  )
}
