// What the page's own listeners hear.
globalThis.heard = []
for (const name of ['shown', 'engaged', 'accepted', 'dismissed', 'answered', 'locked'])
  addEventListener(`espalier:${name}`, (event) => globalThis.heard.push([name, event.detail.campaign ?? event.detail.feature]))
