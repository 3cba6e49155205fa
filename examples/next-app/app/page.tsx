import { Gate, Slot } from '@espalier/sdk/react'
import type { ReactNode } from 'react'
import { Exports } from './exports'
import { language } from './language'
import { wordsIn } from './words'

/** Drawn on the server; only the exports are a client component of their own. */
export default async function Page(): Promise<ReactNode> {
  const lang = await language()
  const words = wordsIn(lang)
  return (
    <main>
      <h1>{words.title}</h1>
      <Slot name="reports-top" />
      <Exports language={lang} />
      <h2>{words.channels}</h2>
      <Gate feature="analytics">
        <table>
          <tbody>
            {words.channelNames.map((name, index) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{48 - 14 * index} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Gate>
    </main>
  )
}
