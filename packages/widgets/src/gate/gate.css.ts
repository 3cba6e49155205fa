export const gateCss = `
.surface { overflow: clip; padding: 0; }
.peek {
  max-height: var(--espalier-peek, 132px);
  overflow: clip;
  padding: 16px 18px 0;
  -webkit-mask: linear-gradient(#000 40%, #0000);
  user-select: none;
}
.panel { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 16px; padding: 4px 18px 18px; }
.says { flex: 1 1 180px; min-width: 0; }
.says p { font-size: 13px; }
h2 { display: flex; gap: 7px; font-size: 14px; line-height: 1.6; }
.lock { position: relative; flex: none; width: 16px; height: 16px; margin-top: .2em; color: var(--muted); transform: scale(.75); }
.lock::before, .lock::after { content: ''; position: absolute; inset: 6.33px 1px -.33px; border: 2px solid; border-radius: 1px; }
.lock::after { inset: -.33px 3.67px 8.67px; border-bottom: 0; border-radius: 5px 5px 0 0; }
.body { margin-top: 2px; white-space: pre-line; }
@media print { .base { display: block; } .panel { display: none; } .surface { box-shadow: none; } }
`
