/** How the overlay looks, whatever the page does. Rules of the host element are important: in a shadow tree those win over the page's. */
export const CSS = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: 0 0 0 auto !important;
  display: block !important;
  width: min(440px, 100vw) !important;
  height: auto !important;
  z-index: 2147483647 !important;
  color-scheme: light dark !important;
  pointer-events: auto !important;
}
:host(.small) { inset: 12px auto auto 50% !important; translate: -50% !important; width: max-content !important; max-width: 92vw !important; }
@media (max-width: 640px) { :host(:not(.small)) { inset: auto 0 0 0 !important; width: 100vw !important; height: 62vh !important; } }
@media print { :host { display: none !important; } }
* { box-sizing: border-box; }
.panel {
  --surface: light-dark(#fff, #1b211e);
  --ink: light-dark(#1d2420, #e9eeea);
  --muted: light-dark(#5c665f, #9aa69f);
  --line: light-dark(#dfe4df, #2d3531);
  --accent: light-dark(#1f7a4d, #5cc58f);
  --soft: light-dark(#e9f4ee, #1e2f26);
  --warn: light-dark(#9a5b00, #f0b35a);
  --warn-soft: light-dark(#fdf3e1, #33270f);
  display: flex;
  flex-direction: column;
  height: 100%;
  overflow: hidden;
  background: var(--surface);
  color: var(--ink);
  border-inline-start: 1px solid var(--line);
  box-shadow: 0 8px 32px -8px rgb(0 0 0 / .35);
  font: 14px/1.6 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif;
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
}
.panel:lang(ja) { line-height: 1.7; line-break: strict; }
:host(.small) .panel { height: auto; border: 1px solid var(--line); border-radius: 9px; padding: 8px 8px 8px 14px; flex-direction: row; align-items: center; gap: 12px; }
@media (max-width: 640px) { :host(:not(.small)) .panel { border: 0; border-block-start: 1px solid var(--line); border-radius: 14px 14px 0 0; } }
header { display: flex; align-items: center; gap: 8px; padding: 12px 12px 4px 20px; }
h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
h2 { flex: 1; font-size: 16px; line-height: 1.45; font-weight: 600; }
h3 { margin-block: 16px 4px; font-size: 14px; font-weight: 600; }
ul { list-style: none; }
button { font: inherit; font-weight: 600; color: var(--ink); background: none; border: 1px solid var(--line); border-radius: 9px; min-height: 32px; padding: 2px 12px; cursor: pointer; }
button:hover { background: color-mix(in srgb, var(--ink) 6%, transparent); }
button:disabled { color: var(--muted); cursor: default; }
button.plain { border-color: transparent; padding-inline: 8px; font-weight: 400; }
button[aria-pressed=true] { font-weight: 600; text-decoration: underline; text-underline-offset: 4px; }
.close { width: 32px; padding: 0; font-size: 18px; line-height: 1; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.body:focus-visible, [role=tab]:focus-visible { outline-offset: -2px; }
.who { margin-block-end: 12px; }
.tree summary, .leaf { min-height: 24px; }
[role=tablist] { display: flex; padding: 0 12px; border-block-end: 1px solid var(--line); overflow-x: auto; flex: none; }
[role=tab] { border: 0; border-block-end: 2px solid transparent; border-radius: 0; padding: 6px 8px; min-height: 40px; color: var(--muted); white-space: nowrap; }
[role=tab][aria-selected=true] { color: var(--ink); border-color: var(--accent); }
.body { flex: 1; overflow: auto; padding: 16px 20px 24px; overscroll-behavior: contain; }
.note, .name, dt, .said { color: var(--muted); }
.note, .name, dt, .tag { font-size: 12.5px; }
.row { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
.body > details, .card { border: 1px solid var(--line); border-radius: 9px; padding: 10px 14px; margin-block-start: 8px; }
summary { cursor: pointer; border-radius: 4px; }
.body > details > summary { list-style: none; display: grid; gap: 2px; }
.body > details > summary::-webkit-details-marker { display: none; }
.body > details > summary strong::before { content: "▸"; display: inline-block; width: 1.1em; color: var(--muted); }
.body > details[open] > summary strong::before { content: "▾"; }
strong { font-weight: 600; }
.tag { flex: none; padding: 0 8px; border-radius: 99px; background: color-mix(in srgb, var(--ink) 6%, transparent); }
.tag.shown { background: var(--soft); color: var(--accent); }
.tag.queued, .tag.unknown { background: var(--warn-soft); color: var(--warn); }
.pairs li { display: grid; grid-template-columns: 7em 1fr; gap: 12px; padding-block: 3px; border-block-start: 1px solid var(--line); }
.pairs li > :only-child { grid-column: 1 / -1; }
details > .note, .note + .pairs { margin-block-start: 8px; }
dl { display: grid; gap: 4px; }
dl > div { display: flex; flex-wrap: wrap; gap: 0 12px; }
dt { min-width: 11em; }
.who dt { min-width: 7em; }
.tree .tree { padding-inline-start: 16px; border-inline-start: 1px solid var(--line); margin-inline-start: 5px; }
.leaf { display: flex; flex-wrap: wrap; gap: 0 12px; justify-content: space-between; }
code { font: 12.5px/1.6 ui-monospace, monospace; }
textarea { width: 100%; margin-block-start: 8px; padding: 8px 12px; font: 12.5px/1.6 ui-monospace, monospace; color: var(--ink); background: none; border: 1px solid var(--line); border-radius: 9px; resize: vertical; }
.notice { padding: 12px 14px; border-radius: 9px; background: var(--warn-soft); }
.foot { margin-block-start: 16px; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; }
.stand { margin-block: 12px; }
`
