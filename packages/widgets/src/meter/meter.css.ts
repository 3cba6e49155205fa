export const meterCss = `
.top { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 12px; }
.label+p { font-size: 13px; }
.label { font-weight: 600; color: var(--ink); }
.note span { display: inline-block; unicode-bidi: plaintext; }
.track { margin: 6px 0; background: var(--line); overflow: clip; }
.track, .bar { height: 8px; border-radius: 99px; }
.bar { width: var(--filled); min-width: min(8px, var(--filled) * 999); background: var(--accent); }
.near, .critical { background: var(--espalier-warn, light-dark(#9a5b00, #f0b35a)); }
.reached, .over { background: var(--espalier-danger, light-dark(#b3261e, #f28b82)); }
.surface { padding: 16px 20px; }
@media (forced-colors: active) {
  .track { border: 1px solid; }
  .bar { forced-color-adjust: none; background: Highlight; }
}
`
