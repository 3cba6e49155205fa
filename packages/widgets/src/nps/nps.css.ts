export const npsCss = `
.corner {
  position: fixed;
  z-index: 2147483000;
  inset-block-end: max(16px, env(safe-area-inset-bottom));
  inset-inline-end: 16px;
  inline-size: min(466px, calc(100vw - 32px));
  max-block-size: calc(100vh - 32px);
  overflow: auto;
  overscroll-behavior: contain;
}
h2 { padding-inline-end: 28px; }
.scale { display: grid; grid-template-columns: repeat(11, 1fr); gap: 4px; margin-block-start: 8px; }
.score { position: relative; display: block; cursor: pointer; }
.score input {
  all: unset;
  position: absolute;
  inset: 0;
  border: 1px solid var(--line);
  border-radius: var(--control-radius);
  cursor: pointer;
}
.score:hover input { border-color: var(--muted); }
.score input:checked { background: var(--accent); border-color: var(--accent); }
.score input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.score span { position: relative; display: block; line-height: 36px; text-align: center; pointer-events: none; }
.score input:checked + span { color: var(--on-accent); font-weight: 600; }
.ends { display: flex; justify-content: space-between; gap: 16px; margin-block-start: 8px; color: var(--muted); }
.ends span:last-child { text-align: end; }
.ends b { display: none; font-weight: inherit; }
.why label { display: block; font-weight: 600; }
.why .note { font-weight: 400; color: var(--muted); }
.why { margin-block-start: 14px; padding-block-start: 14px; border-block-start: 1px solid var(--line); }
textarea {
  all: unset;
  box-sizing: border-box;
  display: block;
  inline-size: 100%;
  min-block-size: 76px;
  margin-block-start: 6px;
  padding: 8px 10px;
  border: 1px solid var(--muted);
  border-radius: var(--control-radius);
  background: var(--surface);
  white-space: pre-wrap;
  overflow: auto;
  resize: vertical;
}
textarea:focus-visible { outline: 2px solid var(--accent); outline-offset: -1px; border-color: var(--accent); }
.actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px 18px; margin-block: 8px -8px; }
.why + .actions { justify-content: flex-start; margin-block: 12px 0; }
@media (max-width: 460px) {
  .surface { padding: 16px; }
  .scale { grid-template-columns: repeat(6, 1fr); }
  .ends b { display: inline; }
}
@media (forced-colors: active) {
  .score input:checked { forced-color-adjust: none; background: Highlight; border-color: Highlight; }
  .score input:checked + span { forced-color-adjust: none; color: HighlightText; }
}
`
