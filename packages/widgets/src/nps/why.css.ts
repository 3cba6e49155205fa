export const whyCss = `
.why { display: grid; gap: 6px; margin-top: 14px; padding-top: 14px; border-top: 1px solid var(--line); }
[for] { font-weight: 600; }
[for] span { font-weight: 400; }
textarea { min-height: 76px; padding: 8px 10px; border-color: var(--muted); white-space: pre-wrap; overflow: auto; resize: vertical; }
textarea:focus-visible { outline-offset: -1px; }
`
