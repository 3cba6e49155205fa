export const npsCss = `
:host { position: absolute !important; }
.corner {
  position: fixed;
  inset: auto;
  margin: 0;
  color: inherit;
  z-index: 2147483000;
  bottom: max(16px, env(safe-area-inset-bottom));
  inset-inline-end: 16px;
  width: min(466px, calc(100vw - 32px));
  max-height: calc(100vh - 32px);
  overflow: auto;
  overscroll-behavior: contain;
}
h2 { padding-inline-end: 28px; }
.scale { display: grid; grid-template-columns: repeat(11, 1fr); gap: 4px; margin-block: 8px; }
.score { position: relative; text-align: center; line-height: 36px; cursor: pointer; }
input { position: absolute; inset: 0; border-color: var(--line); }
.score:hover input { border-color: var(--muted); }
input:checked { background: var(--accent); border-color: var(--accent); }
.score span { position: relative; pointer-events: none; }
input:checked+span { color: var(--on-accent); font-weight: 600; }
.ends { display: flex; justify-content: space-between; gap: 16px; color: var(--muted); }
.ends :last-child { text-align: end; }
.ends b { display: none; font-weight: inherit; }
.why { display: grid; gap: 6px; margin-top: 14px; padding-top: 14px; border-top: 1px solid var(--line); }
[for] { font-weight: 600; }
.note { font-weight: 400; }
textarea { min-height: 76px; padding: 8px 10px; border-color: var(--muted); white-space: pre-wrap; overflow: auto; resize: vertical; }
textarea:focus-visible { outline-offset: -1px; }
.quiet:only-child { margin-block: -8px; }
@media (max-width: 460px) {
  .scale { grid-template-columns: repeat(6, 1fr); }
  .ends b { display: inline; }
}
input:checked, input:checked+span { forced-color-adjust: none; }
@media (forced-colors: active) { .scale { --accent: Highlight; --on-accent: HighlightText; } }
`
