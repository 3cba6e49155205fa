import formbricks from '@formbricks/js'

Object.assign(globalThis, { loader: formbricks })
