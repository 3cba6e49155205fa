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
  --surface: var(--espalier-surface, light-dark(#fff, #1b211e));
  --ink: var(--espalier-ink, light-dark(#1d2420, #e9eeea));
  --muted: var(--espalier-muted, light-dark(#5c665f, #9aa69f));
  --line: var(--espalier-line, light-dark(#dfe4df, #2d3531));
  --accent: var(--espalier-accent, light-dark(#1f7a4d, #5cc58f));
  --on-accent: var(--espalier-on-accent, light-dark(#fff, #0c1a13));
  --radius: var(--espalier-radius, 14px);
  --control-radius: var(--espalier-control-radius, min(9px, var(--radius)));
  font-family: var(--espalier-font, inherit);
  font-size: 14px;
  line-height: 1.6;
  color: var(--ink);
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
  -webkit-text-size-adjust: 100%;
}
.base:lang(en) { -webkit-locale: "en"; }
.base:lang(ja) { -webkit-locale: "ja"; line-height: 1.7; line-break: strict; }
:lang(ja):is(h2, label, button, a, .note) { word-break: auto-phrase; }
* { box-sizing: border-box; }
h2, p { margin: 0; unicode-bidi: plaintext; text-align: -webkit-match-parent; text-align: match-parent; }
h2 { font-size: 16px; line-height: 1.45; font-weight: 600; text-wrap: balance; }
p { color: var(--muted); }
.note { font-size: 12.5px; }
.surface {
  position: relative;
  padding: 20px;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: var(--radius);
  box-shadow: var(--espalier-shadow, 0 1px 2px light-dark(#0000000d, #0000), 0 8px 24px -12px light-dark(#0000002e, #0000));
}
button, a, input, textarea { all: unset; box-sizing: border-box; border: 1px solid #0000; border-radius: var(--control-radius); }
button, a {
  display: inline-grid;
  place-content: center;
  min-height: 36px;
  padding: 6px 16px;
  font-weight: 600;
  text-align: center;
  cursor: pointer;
  -webkit-tap-highlight-color: #0000;
}
.quiet { color: var(--muted); padding-inline: 0; border: 0; }
.close { position: absolute; top: 10px; inset-inline-end: 10px; min-height: 32px; width: 32px; padding: 0; }
.close::before, .close::after { content: ''; position: absolute; inset: 15px 9.6px; border-top: 2px solid; border-radius: 1px; rotate: 45deg; scale: 1 .85; }
.close::after { rotate: -45deg; }
.actions { display: flex; flex-wrap: wrap; gap: 8px 18px; margin-top: 16px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.unseen { position: absolute; inset: 0; clip-path: inset(50%); }
@media (prefers-reduced-motion: no-preference) { .rise { animation: rise .16s ease-out; } }
@keyframes rise { from { opacity: 0; translate: 0 8px; } }
@media print { .base { display: none; } }
`

/** Of an element that shows nothing: no box, so that gaps of the host's layout do not count it. */
export const empty = ':host { all: initial !important; position: absolute !important; visibility: hidden !important; }'
