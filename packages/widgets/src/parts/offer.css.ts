/** Shared by card and modal. */
export const offer = `
.tag {
  display: inline-block;
  margin-block-end: 8px;
  padding: 2px 9px;
  border-radius: 99px;
  background: var(--soft);
  color: var(--accent);
  font-weight: 600;
}
h2, .tag { max-inline-size: calc(100% - 28px); }
.body { margin-block-start: 4px; white-space: pre-line; }
ul { display: grid; gap: 4px; margin-block-start: 12px; list-style: none; }
li { position: relative; padding-inline-start: 22px; }
li::before {
  content: "";
  position: absolute;
  inset-block-start: .42em;
  inset-inline-start: 3px;
  inline-size: 5px;
  block-size: 9px;
  border: solid var(--accent);
  border-width: 0 1.75px 1.75px 0;
  transform: rotate(45deg);
}
`
