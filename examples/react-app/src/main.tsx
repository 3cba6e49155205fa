import { EspalierProvider } from '@espalier/sdk/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { espalier, signIn } from './espalier.ts'
import { Reports } from './reports.tsx'
import { wordsIn } from './words.ts'
import './style.css'

document.documentElement.lang = navigator.language.startsWith('ja') ? 'ja' : 'en'
signIn()

const place = document.getElementById('app')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <EspalierProvider client={espalier}>
        <Reports words={wordsIn(document.documentElement.lang)} />
      </EspalierProvider>
    </StrictMode>,
  )
}
