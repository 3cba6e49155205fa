import { parentPort, workerData } from 'node:worker_threads'
import { renamed, type Unnamed } from './locals.ts'

const { code, isModule } = workerData as Unnamed
parentPort?.postMessage(renamed(code, isModule))
