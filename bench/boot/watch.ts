import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { writeFileSync } from 'node:fs'
import { BOOT_TIMES, type AnsweredBoot } from './times.ts'

/**
 * Loaded by Node before a server, which knows nothing of it: notes when each boot had arrived in the process and how long it took until
 * the last byte of its answer was handed to the system, and writes that down at the end.
 */
const file = process.env[BOOT_TIMES]
const began = new WeakMap<ServerResponse, number>()
const answered: AnsweredBoot[] = []

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
}

subscribe('http.server.request.start', (message) => {
  const { request, response } = message as Exchange
  if (request.url === '/v1/boot') began.set(response, performance.now())
})
subscribe('http.server.response.finish', (message) => {
  const start = began.get((message as Exchange).response)
  if (start !== undefined) answered.push([Date.now(), performance.now() - start])
})

// Without a listener this signal ends a process at once.
process.once('SIGTERM', () => process.exit())
process.once('exit', () => {
  if (file !== undefined) writeFileSync(file, JSON.stringify(answered))
})
