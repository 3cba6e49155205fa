/** How a framework writes an element: its tag, its attributes and handlers, and what it holds. */
export type Write<N> = (tag: string, attributes: Record<string, unknown>, ...inside: (N | string)[]) => N

/** A page of the host, the same on its server and in the browser. `onExport` is called when somebody exports. */
export function reports<N>(write: Write<N>, onExport: () => void): N {
  return write(
    'main',
    {},
    write('h1', {}, 'Reports'),
    write('espalier-slot', { name: 'top', theme: 'light' }),
    write('espalier-gate', { feature: 'analytics' }, write('p', {}, 'Organic search grew by 18 %.')),
    write('espalier-meter', { feature: 'exports', label: 'Exports' }),
    write('button', { onClick: onExport }, 'Export'),
  )
}
