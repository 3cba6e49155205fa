import { createElement, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { reports } from './reports.ts'

const tell = (name) => void dispatchEvent(new Event(name))

function Page() {
  useEffect(() => tell('hydrated'), [])
  return reports(createElement, () => tell('exported'))
}

addEventListener('hydrate', () => hydrateRoot(document.querySelector('#app'), createElement(Page)), { once: true })
