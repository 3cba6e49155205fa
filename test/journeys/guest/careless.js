// A guest that leaves one of everything behind.
addEventListener('resize', () => undefined)
setInterval(() => undefined, 1000)
setTimeout(() => undefined, 60_000)
new MutationObserver(() => undefined).observe(document, { childList: true })
new BroadcastChannel('careless').onmessage = () => undefined
indexedDB.open('careless')
void navigator.locks.request('careless', () => new Promise(() => undefined))
document.body.append(document.createElement('espalier-nps'))
