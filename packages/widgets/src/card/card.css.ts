export const cardCss = `
section { max-width: var(--espalier-width, 480px); }
`
