// What the page does to Espalier, chosen by the address: ?key= &host= &fetch=throws &frame=sandboxed &none &plant
;(() => {
  const wish = new URLSearchParams(location.search)
  if (wish.get('fetch') === 'throws') {
    window.fetch = () => {
      throw new TypeError('the host replaced fetch')
    }
  }
  if (wish.has('none')) return
  if (wish.has('plant')) {
    window.leaked = true
    Array.prototype.leaked = () => undefined
    document.body.append('leaked')
    reportError(new Error('leaked'))
    return
  }
  const key = wish.get('key') ?? '__ESPALIER_KEY__'
  const host = wish.get('host') ?? '__ESPALIER__'
  if (wish.get('frame') === 'sandboxed') {
    const frame = document.createElement('iframe')
    frame.sandbox = 'allow-scripts'
    frame.srcdoc = `<!doctype html><script src="__ESPALIER__/v1/sdk.js" data-key="${key}"></` + 'script>'
    document.body.append(frame)
    return
  }
  // The fixed stub, so that no error is told before somebody listens. What is told is kept where no list of globals shows it.
  window.espalier ||= new Proxy([], { get: (q, m) => (m in q || m === 'then' ? q[m] : (...a) => new Promise((r) => q.push([m, a, r]))) })
  const told = (window[Symbol.for('told')] = [])
  window.espalier.on('error', (error) => told.push(error))
  const script = document.createElement('script')
  script.src = '__ESPALIER__/v1/sdk.js'
  script.dataset.key = key
  script.dataset.host = host
  script.dataset.account = 'acct_1'
  document.head.append(script)
})()
