import { expect, test } from 'vitest'
import { jsonLine } from './json-line.ts'

function lineOf(text: string): number | undefined {
  try {
    JSON.parse(text)
  } catch (error) {
    return jsonLine(text, error as Error)
  }
  return undefined
}

test.each([
  ['a comma that is missing', '{\n  "a": 1\n  "b": 2\n}', 3],
  ['a name without quotation marks', '{\n  "a": {\n    b: 1 } }', 3],
  ['a text that is cut', '{\n  "a": [\n  1,\n', 3],
  ['a word that is none', '{\n  "first": true,\n  "second": tru,\n  "third": false\n}', 3],
  ['something behind the end', '{\n  "a": 1\n}\n}', 4],
])('finds the line of %s', (_, text, line) => {
  expect(lineOf(text)).toBe(line)
})

test('takes the line that an engine names, and none where nothing tells', () => {
  expect(jsonLine('', new Error('JSON.parse: expected property name at line 7 column 3 of the JSON data'))).toBe(7)
  expect(jsonLine('{ "a": tru, "a": tru }', new Error('JSON Parse error: Unexpected identifier "tru"'))).toBeUndefined()
})
