import type { ComponentChildren } from 'preact'
import { useStacked } from './use-stacked.ts'

/** A column: its head, and whether it holds numbers. */
export type Column = { key: string; number?: boolean } & (
  | { head: string; label?: undefined }
  /** `label`: plain words of the head, shown beside each value where the table is stacked. */
  | { head: ComponentChildren; label: string }
)

/** One row; the first column names it. */
export interface Row {
  key: string
  cells: Record<string, ComponentChildren>
}

/**
 * A real table. Where it does not fit, each row becomes a block, or without `stack` it scrolls; the roles keep its meaning when CSS takes
 * the table layout away.
 */
export function Table(props: { caption: string; columns: Column[]; rows: Row[]; stack?: boolean; dense?: boolean }) {
  const { caption, columns, rows, stack = true, dense } = props
  const ref = useStacked(stack)
  return (
    <div
      ref={ref}
      class={`table${stack ? '' : ' scroll'}${dense ? ' dense' : ''}`}
      {...(!stack && { tabIndex: 0, role: 'group', 'aria-label': caption })}
    >
      <table role="table">
        <caption class="unseen">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.key} role="columnheader" scope="col" class={column.number ? 'number' : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={row.key} role="row">
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} role="rowheader" scope="row">
                    {row.cells[column.key]}
                  </th>
                ) : (
                  <td key={column.key} role="cell" class={column.number ? 'number' : undefined} data-label={column.label ?? column.head}>
                    <div>{row.cells[column.key]}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
