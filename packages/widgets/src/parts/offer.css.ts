import { pressed } from './pressed.css.ts'

/** Shared by card and modal. */
export const offer = `${pressed}
.tag {
  display: inline-block;
  margin-bottom: 8px;
  padding: 2px 9px;
  border-radius: 99px;
  background: var(
    --espalier-soft,
    light-dark(color-mix(in srgb, var(--accent) 10%, var(--surface)), color-mix(in srgb, var(--accent) 12%, var(--surface)))
  );
  color: var(--accent);
  font-weight: 600;
}
h2, .tag { max-width: calc(100% - 28px); }
.body { margin-top: 4px; white-space: pre-line; }
ul { display: grid; gap: 4px; margin: 12px 0 0; padding: 0; list-style: none; }
li { position: relative; padding-inline-start: 22px; unicode-bidi: plaintext; text-align: -webkit-match-parent; text-align: match-parent; }
li::before {
  content: "";
  position: absolute;
  top: .42em;
  inset-inline-start: 3px;
  box-sizing: border-box;
  width: 5px;
  height: 9px;
  border: solid var(--accent);
  border-width: 0 1.75px 1.75px 0;
  transform: rotate(45deg);
}
`
