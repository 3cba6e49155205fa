// Too early for anybody to listen: what is wrong here is told to those who look later.
addEventListener('load', () => {
  espalier.identify(42)
  espalier.setUsage('seats', { used: 3, limit: Number.NaN })
})
