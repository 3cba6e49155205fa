export const cardCss = `
section { max-inline-size: var(--espalier-width, 480px); }
`
