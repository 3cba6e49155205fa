import { readFileSync, writeFileSync } from 'node:fs'
import { readElements } from './docs.ts'
import { cssData, customElements, htmlData, webTypes } from './formats.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const elements = readElements(read('../../sdk/src/elements.ts'))
const { version } = JSON.parse(read('../package.json')) as { version: string }
const files = {
  'custom-elements.json': customElements(elements),
  'vscode.html-data.json': htmlData(elements),
  'vscode.css-data.json': cssData(elements),
  'web-types.json': webTypes(elements, version),
}
for (const [name, content] of Object.entries(files)) {
  writeFileSync(new URL(`../dist/${name}`, import.meta.url), `${JSON.stringify(content, undefined, 2)}\n`)
}
