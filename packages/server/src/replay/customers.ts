import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { HELD_OUT } from '@espalier/core'
import { parse } from 'csv-parse'
import { z } from 'zod'

/** One customer of the recorded experiment and what became of them in two weeks. */
export interface Customer {
  /** From 1, in the order of the file. */
  number: number
  arm: 'mens' | 'womens' | typeof HELD_OUT
  visited: boolean
  converted: boolean
  /** US dollars, in the two weeks. */
  spend: number
  /** US dollars, in the year before. */
  history: number
}

const ARMS = { 'Mens E-Mail': 'mens', 'Womens E-Mail': 'womens', 'No E-Mail': HELD_OUT } as const

const flag = z.enum(['0', '1']).transform((text) => text === '1')
const row = z.object({
  segment: z.enum(['Mens E-Mail', 'Womens E-Mail', 'No E-Mail']),
  visit: flag,
  conversion: flag,
  spend: z.coerce.number().min(0),
  history: z.coerce.number().min(0),
})

/** The customers of a Hillstrom file (`.csv` or `.csv.gz`), one after another. Throws one line that names the wrong row and column. */
export async function* readCustomers(file: string): AsyncGenerator<Customer> {
  await access(file).catch(() => {
    throw new Error(`There is no file ${file}.`)
  })
  const rows = parse({ columns: true, bom: true })
  const source = createReadStream(file)
  // A failure of any part destroys `rows`, which rejects the loop below.
  if (file.endsWith('.gz')) pipeline(source, createGunzip(), rows, () => undefined)
  else pipeline(source, rows, () => undefined)
  let number = 0
  for await (const raw of rows) {
    number += 1
    const parsed = row.safeParse(raw)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new Error(`${file}: row ${number}, column ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
    }
    const { segment, visit, conversion, spend, history } = parsed.data
    yield { number, arm: ARMS[segment], visited: visit, converted: conversion, spend, history }
  }
}
