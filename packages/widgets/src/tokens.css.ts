const LIGHT = `
  color-scheme: light;
  --surface: var(--espalier-surface, #fff);
  --ink: var(--espalier-ink, #1d2420);
  --muted: var(--espalier-muted, #5c665f);
  --line: var(--espalier-line, #dfe4df);
  --accent: var(--espalier-accent, #1f7a4d);
  --on-accent: var(--espalier-on-accent, #fff);
  --soft: var(--espalier-soft, color-mix(in srgb, var(--accent) 10%, var(--surface)));
  --warn: var(--espalier-warn, #9a5b00);
  --danger: var(--espalier-danger, #b3261e);
  --shadow: var(--espalier-shadow, 0 1px 2px rgb(0 0 0 / .05), 0 8px 24px -12px rgb(0 0 0 / .18));
`
const DARK = `
  color-scheme: dark;
  --surface: var(--espalier-surface, #1b211e);
  --ink: var(--espalier-ink, #e9eeea);
  --muted: var(--espalier-muted, #9aa69f);
  --line: var(--espalier-line, #2d3531);
  --accent: var(--espalier-accent, #5cc58f);
  --on-accent: var(--espalier-on-accent, #0c1a13);
  --soft: var(--espalier-soft, color-mix(in srgb, var(--accent) 12%, var(--surface)));
  --warn: var(--espalier-warn, #f0b35a);
  --danger: var(--espalier-danger, #f28b82);
  --shadow: var(--espalier-shadow, none);
`

/**
 * What every widget starts from. The names that a host may set are `--espalier-*`; inside, the short names are used.
 * Rules that the host page must not undo are `!important`: in a shadow tree those win over the page's own. `all: initial` also
 * undoes what `lang` says to Chromium, so the language is given back.
 */
export const tokens = `
:host { display: block; }
:host([hidden]) { display: none !important; }
.base {
  all: initial;
  display: block;
  ${LIGHT}
  --radius: var(--espalier-radius, 14px);
  --control-radius: var(--espalier-control-radius, min(9px, var(--radius)));
  font-family: var(--espalier-font, inherit);
  font-size: 14px;
  line-height: 1.6;
  color: var(--ink);
  font-variant-numeric: tabular-nums;
  overflow-wrap: break-word;
  text-align: start;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
@media (prefers-color-scheme: dark) { .base:not(.light) { ${DARK} } }
.base.dark { ${DARK} }
.base:lang(en) { -webkit-locale: "en"; }
.base:lang(ja) { -webkit-locale: "ja"; line-height: 1.7; line-break: strict; }
:lang(ja):is(h2, label, button, .button, .note, .note *) { word-break: auto-phrase; }
*, ::before, ::after { box-sizing: border-box; }
h2, p, ul, fieldset, legend { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
h2, p, li { unicode-bidi: plaintext; text-align: -webkit-match-parent; text-align: match-parent; }
h2 { font-size: 16px; line-height: 1.45; font-weight: 600; color: var(--ink); text-wrap: balance; }
p { color: var(--muted); }
.note { font-size: 12.5px; }
.surface {
  position: relative;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: var(--radius);
  box-shadow: var(--shadow);
  padding: 20px;
}
.rise { animation: rise 160ms ease-out; }
@keyframes rise { from { opacity: 0; transform: translateY(8px); } }
button, .button, input, textarea { all: unset; box-sizing: border-box; border: 1px solid transparent; border-radius: var(--control-radius); }
button, .button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-block-size: 36px;
  padding: 6px 16px;
  font-weight: 600;
  text-align: center;
  cursor: pointer;
  -webkit-tap-highlight-color: transparent;
}
.primary { background: var(--accent); color: var(--on-accent); }
.primary:hover { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
.quiet { color: var(--muted); padding-inline: 0; border-width: 0; }
.quiet:hover { color: var(--ink); text-decoration: underline; text-underline-offset: 3px; }
.close {
  position: absolute;
  inset-block-start: 10px;
  inset-inline-end: 10px;
  min-block-size: 32px;
  inline-size: 32px;
  padding: 0;
}
.close:hover { background: color-mix(in srgb, var(--ink) 6%, transparent); }
svg { display: block; }
.actions { display: flex; flex-wrap: wrap; gap: 8px 18px; margin-block-start: 16px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
:focus:not(:focus-visible), h2:focus { outline: none; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: reduce) { .rise { animation: none; } }
@media (forced-colors: active) {
  .primary { border-color: ButtonText; }
  .surface { border-color: CanvasText; }
}
@media print { .base { display: none; } }
`

/** Of an element that shows nothing: no box, so that gaps of the host's layout do not count it. */
export const empty = `:host {
  position: absolute !important;
  inline-size: 0 !important; min-inline-size: 0 !important;
  block-size: 0 !important; min-block-size: 0 !important;
  margin: 0 !important; padding: 0 !important; border: 0 !important;
  visibility: hidden !important;
}`
