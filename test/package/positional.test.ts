import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { inOrder } from '../../build/positional.ts'

test('what one call passes by name is passed in order, and what it leaves out keeps its default', () => {
  const code = 'function area({ height, width: w, depth = 3 }) { return [w, height, depth] }\nresult = area({ width: 1 + 1, height: 5 })'
  const short = inOrder(code)
  expect(short).toContain('area(1 + 1,5)')
  expect(runInNewContext(short)).toEqual(runInNewContext(code))
})

test('a list before another value is passed in order where none of its names is left out', () => {
  expect(inOrder('function f({ b, a }, c) {}; f({ a: 1, b: 2 }, 3)')).toBe('function f(a,b, c) {}; f(1,2, 3)')
})

test.each([
  ['is called twice', 'function f({ a }) {}; f({ a: 1 }); f({ a: 2 })'],
  ['is handed on', 'function f({ a }) {}; f({ a: 1 }); export { f }'],
  ['shares its name with another thing', 'function f({ a }) {}; f({ a: 1 }); function g(f) {}'],
  ['takes what is left over', 'function f({ a, ...rest }) {}; f({ a: 1, b: 2 })'],
  ['is handed all of another list', 'function f({ a, b }) {}; f({ ...all, b: 2 })'],
  ['is handed what it does not name', 'function f({ a }) {}; f({ a: 1, b: work() })'],
  ['is handed a name twice', 'function f({ a }) {}; f({ a: 1, a: 2 })'],
  ['is handed something worked out', 'function f({ a }) {}; f({ get a() { return 1 } })'],
  ['is handed one thing after another', 'function f({ a }) {}; f({ a: (b, 1) })'],
  ['is handed a list that stands elsewhere', 'function f({ a }) {}; f(list)'],
  ['has a default that asks for another name', 'function f({ a, b = a }) {}; f({ b: undefined, a: 1 })'],
  ['is handed too few names before another value', 'function f({ a, b }, c) {}; f({ a: 1 }, 3)'],
  ['takes more than it is handed', 'function f(one, { a }) {}; f({ a: 1 })'],
])('a function that %s stays as it is', (_, code) => {
  expect(inOrder(code)).toBe(code)
})
