import type { ReactNode } from 'react'
import { Espalier } from './espalier'
import { language } from './language'
import './style.css'

export const metadata = { title: 'Tsuzuri', icons: 'data:,' }

export default async function Layout({ children }: { children: ReactNode }): Promise<ReactNode> {
  return (
    <html lang={await language()}>
      <body>
        <Espalier>{children}</Espalier>
      </body>
    </html>
  )
}
