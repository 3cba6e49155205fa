import './jitless.ts'
import './leaving.ts'
import { render } from 'preact'
import { LocationProvider } from 'preact-iso'
import { App } from './app.tsx'
import './style/tokens.css'
import './style/base.css'
import './style/frame.css'
import './style/controls.css'
import './style/table.css'
import './style/surface.css'
import './style/forced-colors.css'
import './style/print.css'

const place = document.getElementById('app')
if (place) {
  render(
    <LocationProvider scope="/console">
      <App />
    </LocationProvider>,
    place,
  )
}
