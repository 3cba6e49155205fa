export const meterCss = `
.top { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 12px; color: var(--ink); }
.top p { font-size: 13px; }
.top .label { font-size: 14px; font-weight: 600; color: var(--ink); }
.note span { display: inline-block; }
.track { block-size: 8px; margin-block: 6px; border-radius: 99px; background: var(--line); overflow: clip; }
.bar { block-size: 100%; inline-size: var(--filled); min-inline-size: 8px; border-radius: 99px; background: var(--accent); }
.none { min-inline-size: 0; }
.near, .critical { background: var(--warn); }
.reached, .over { background: var(--danger); }
.surface { padding: 16px 20px; }
@media (forced-colors: active) {
  .track { border: 1px solid CanvasText; }
  .bar { forced-color-adjust: none; background: Highlight; }
}
`
