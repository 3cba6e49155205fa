import fc from 'fast-check'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { meansTheSame, renamed, writer } from '../../build/locals.ts'
import { localsOf } from '../../build/scopes.ts'

/** Code that writes into `out`. */
const SAMPLES: Record<string, string> = {
  'what is inside hides what is outside': '(()=>{let a=1,b=2;out=[a,b,(a=>a+b)(5),(b=>{let c=a;return b+c})(7)]})()',
  'a default is worked out outside the function': '(()=>{let a=1,b=2;function f(c=a,d=()=>b){var a=9,b=8;return[a,b,c,d()]}out=f()})()',
  'a variable of a function is known before its block': '(()=>{function f(a){if(a){var b=a+1}return b}out=[f(1),f(0)]})()',
  'a parameter is said anew': '(()=>{function f(a,b){var a;return[a,b]}out=f(1,2)})()',
  'names of properties stay': '(()=>{let a=1,b=2;let c={a,b,d:a};let{a:e,b:f=5,g=6}=c;out=[c,e,f,g]})()',
  'what is taken apart keeps its names outside': '(()=>{let f=({a,b=a,...c},[d,e=d]=[7])=>({a,b,c,d,e});out=f({a:1,g:2})})()',
  'what is caught is known there alone':
    '(()=>{let a=1,b;try{throw 2}catch(c){b=c+a}try{throw 3}catch(c){let d=c;b+=a+d}try{throw 4}catch{b+=a}out=[a,b]})()',
  'a body does not say anew what its head does': '(()=>{let f=(a,b=a)=>{let c=b;return c};try{throw 1}catch(a){let b=2;out=f(b)}})()',
  'each round of a loop has its own':
    '(()=>{let a=[],b=3;for(let c=0;c<b;c++){let d=c*2;a.push(()=>c+d)}for(let d of[1])for(let c in{e:1})a.push(()=>c+d);out=a.map(c=>c())})()',
  'the page has names, too': '(()=>{let a=Math.max(1,2),b=n=>page+n;out=[a,b(3),typeof missing,((...a)=>a.length)(1,2)]})()',
  'classes know themselves':
    '(()=>{class a{static b=4;#c=5;d(){return this.#c+a.b}get e(){return a}}let c=class f{g(){return f}};out=[new a().d(),new a().e===a,new c().g()===c]})()',
  'a function knows itself': '(()=>{let a=function b(c){return c>0?c*b(c-1):1},b=5;out=[a(b),b]})()',
  'labels are no names': '(()=>{let a=0;a:for(let b=0;b<3;b++){for(let c=0;c<3;c++){a++;if(c===b)continue a;if(a>6)break a}}out=a})()',
  'cases share their names': '(()=>{let a=1,b=0;switch(a){case 1:{let a=2;b+=a}case 2:let c=3;b+=c}switch(b){case 5:let b=7;out=[a,b]}})()',
}

const outOf = (code: string): unknown => {
  const page = { out: undefined as unknown, page: 10 }
  runInNewContext(code, page)
  return JSON.parse(JSON.stringify(page.out))
}

/** Few names, so that they are shared wherever they may be; some are the page's. */
const FEW = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'Math', 'page', 'missing', 'h', 'i', 'j', 'k', 'l']

/** The code with the first name of `order` for each local that nothing forbids. */
function sharing(code: string, order: readonly string[]): string {
  const locals = localsOf(code, false)
  const names: string[] = []
  for (const [local, near] of locals.near.entries())
    names[local] = order.find((name) => !locals.taken[local]?.has(name) && ![...near].some((other) => names[other] === name)) ?? ''
  return writer(code, locals)(names)
}

test.each(Object.entries(SAMPLES))('%s, whatever it is called', (_, code) => {
  const expected = outOf(code)
  const any = fc.shuffledSubarray(FEW, { minLength: FEW.length })
  fc.assert(
    fc.property(any, (order) => {
      expect(outOf(sharing(code, order))).toEqual(expected)
    }),
  )
  expect(outOf(renamed(code, false))).toEqual(expected)
})

test('names change, and the same code gives the same each time', () => {
  const all = Object.values(SAMPLES).join(';')
  const once = renamed(all, false)
  expect(once).not.toBe(all)
  expect(renamed(all, false)).toBe(once)
  expect(once.length).toBeLessThanOrEqual(all.length + 40)
})

test('what a module gives and takes keeps its names', () => {
  const code = 'import{t as a,b}from"./other.js";let c=a+b,d=()=>c;export{c,d as e}'
  const imported = [...renamed(code, true).matchAll(/(\w+) as \w+[,}]|[{,](\w+)[,}]/g)].map(([, one, other]) => one ?? other)
  expect(renamed(code, true)).toMatch(/^import\{t as \w+,b( as \w+)?\}from"\.\/other\.js";/)
  expect(renamed(code, true)).toMatch(/export\{(\w+ as )?c,\w+ as e\}$|export\{(\w+ as )?c,e\}$/)
  expect(imported).toContain('t')
})

test.each([
  ['makes code of text', '(()=>{let a=1;out=eval("a")})()'],
  ['opens an object', '(a=>{with(a)out=b})({b:1})'],
  ['declares for the whole page', 'let a=1'],
  ['declares a function in a block', '(()=>{{function a(){}}a()})()'],
  ['says anew what it caught', '(()=>{try{}catch(a){var a=1}})()'],
])('a script that %s is refused', (_, code) => {
  expect(() => renamed(code, false)).toThrow(Error)
})

test('a module that exports where it declares is refused', () => {
  expect(() => renamed('export const a=1', true)).toThrow('has its name from there')
})

test.each([
  ['another local is read', '(()=>{let a=1,b=2;f(a,b)})()', '(()=>{let a=1,b=2;f(b,b)})()'],
  ['a local hides one of outside', '(a=>b=>a+b)', '(a=>a=>a+a)'],
  ['a local hides what the page has', '(()=>{let a=1;f(Map,a)})()', '(()=>{let Map=1;f(Map,Map)})()'],
])('it would be seen that %s', (_, before, after) => {
  expect(meansTheSame(localsOf(before, false), localsOf(before, false))).toBe(true)
  expect(meansTheSame(localsOf(before, false), localsOf(after, false))).toBe(false)
})
