#!/usr/bin/env node
import { existsSync } from 'node:fs'
import * as module from 'node:module'
import { setFlagsFromString } from 'node:v8'

const source = new URL('../src/cli.ts', import.meta.url)
const built = new URL('../dist/cli.js', import.meta.url)
const fromSource = existsSync(source)

// Node runs TypeScript by itself from 22.18 on; the built files need less.
const needed = fromSource ? [22, 18] : [22, 13]
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(`Espalier needs Node ${needed.join('.')} or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

// What is loaded lasts; room to grow is given to what works afterwards.
setFlagsFromString('--semi-space-growth-factor=1')
module.enableCompileCache?.()
const { run } = await import(fromSource ? source : built)
await run(process.argv)
