/** The one action that is meant, and how the others answer a pointer. A question fetches them after it is seen. */
export const pressed = `
.primary { background: var(--accent); color: var(--on-accent); }
.primary:hover { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
.quiet:hover { color: var(--ink); text-decoration: underline; text-underline-offset: 3px; }
.close:hover { background: color-mix(in srgb, var(--ink) 6%, #0000); }
`
