export const meterCss = `
.top { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 12px; }
.top p { font-size: 13px; }
.top .label { font-size: 14px; font-weight: 600; color: var(--ink); }
.note span { display: inline-block; }
.track { height: 8px; margin-block: 6px; border-radius: 99px; background: var(--line); overflow: clip; }
.bar { height: 100%; width: var(--filled); min-width: 8px; border-radius: 99px; background: var(--accent); }
.none { min-width: 0; }
.near, .critical { background: var(--espalier-warn, light-dark(#9a5b00, #f0b35a)); }
.reached, .over { background: var(--espalier-danger, light-dark(#b3261e, #f28b82)); }
.surface { padding: 16px 20px; }
@media (forced-colors: active) {
  .track { border: 1px solid CanvasText; }
  .bar { forced-color-adjust: none; background: Highlight; }
}
`
