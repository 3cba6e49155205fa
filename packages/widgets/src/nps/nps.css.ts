export const npsCss = `
:host { position: absolute !important; }
.corner {
  position: fixed;
  inset-block: auto max(16px, env(safe-area-inset-bottom));
  inset-inline: auto 16px;
  margin: 0;
  color: inherit;
  z-index: 2147483000;
  width: min(466px, 100vw - 32px);
  max-height: calc(100vh - 32px);
  overflow: auto;
  overscroll-behavior: contain;
}
h2 { padding-inline-end: 28px; }
.scale { display: grid; grid-template-columns: repeat(11, 1fr); gap: 4px; margin-block: 8px; }
.score { position: relative; text-align: center; line-height: 34px; border: 1px solid var(--line); border-radius: var(--control-radius); cursor: pointer; }
.score:has(:checked) { font-weight: 600; background: var(--accent); border-color: var(--accent); color: var(--on-accent); forced-color-adjust: none; }
.score:hover { border-color: var(--muted); }
input { position: absolute; inset: -1px; border: 0; }
.ends { display: flex; justify-content: space-between; gap: 16px; color: var(--muted); }
.ends :last-child { text-align: end; }
.quiet:only-child { margin-block: -8px; }
@media (max-width: 460px) {
  .scale { grid-template-columns: repeat(6, 1fr); }
  .ends span::before { content: '0 '; }
  .ends span+span::before { content: '10 '; }
}
@media (forced-colors: active) { .scale { --accent: Highlight; --on-accent: HighlightText; } }
`
