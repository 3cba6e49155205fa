/**
 * The dialog itself is a transparent scroller over the whole screen, one pixel taller than it: wheel, touch and keys scroll it and go
 * no further, so the page behind stays where it is without a change to its styles.
 */
export const modalCss = `
:host { position: absolute !important; }
dialog {
  inset: 0;
  width: 100%;
  height: 100%;
  max-width: none;
  max-height: none;
  margin: 0;
  padding: 0;
  border: 0;
  background: none;
  color: inherit;
  overflow: hidden auto;
  overscroll-behavior: contain;
  scrollbar-width: none;
}
dialog::-webkit-scrollbar { display: none; }
dialog::backdrop { background: rgb(10 16 13 / .45); }
.middle { display: grid; place-items: center; min-height: calc(100% + 1px); padding: 16px; }
.surface { width: min(100%, var(--espalier-width, 440px)); padding: 24px; }
h2 { font-size: 18px; }
h2:focus { outline: none; }
@media (prefers-reduced-motion: no-preference) { dialog[open]::backdrop { animation: fade 160ms ease-out; } }
@keyframes fade { from { background: transparent; } }
`
