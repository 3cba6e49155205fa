export const gateCss = `
.surface { overflow: clip; padding: 0; }
.peek {
  max-height: var(--espalier-peek, 132px);
  overflow: clip;
  padding: 16px 18px 0;
  -webkit-mask-image: linear-gradient(#000 40%, transparent);
  mask-image: linear-gradient(#000 40%, transparent);
  user-select: none;
  cursor: default;
}
.panel { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 16px; padding: 4px 18px 18px; }
.says { flex: 1 1 180px; min-width: 0; }
.says p { font-size: 13px; }
h2 { display: flex; gap: 7px; font-size: 14px; line-height: 1.6; }
svg { flex: none; margin-top: .2em; color: var(--muted); }
.body { margin-top: 2px; white-space: pre-line; }
@media print { .base { display: block; } .panel { display: none; } .surface { box-shadow: none; } }
`
