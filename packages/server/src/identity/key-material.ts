import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto'
import type { TokenAlgorithm } from '../store/identity.ts'

/** The smallest RSA key that is taken, in bits (RFC 7518, section 3.3). */
const RSA_BITS = 2048

/** A secret of 256 bits, as long as HS256 asks for (RFC 7518, section 3.2), as text that is the key itself. */
export function createTokenSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Reads a public key for an algorithm: its PEM as it is kept, or what is wrong with it. */
export function readPublicKey(pem: string, algorithm: Exclude<TokenAlgorithm, 'HS256'>): { pem: string } | { problem: string } {
  if (/PRIVATE KEY-----/.test(pem)) return { problem: 'this is a private key; expected the public one. Whoever has seen this one can sign' }
  let key: KeyObject
  try {
    key = createPublicKey(pem)
  } catch {
    return { problem: 'expected a public key as PEM, from "-----BEGIN PUBLIC KEY-----" to "-----END PUBLIC KEY-----"' }
  }
  const problem = algorithm === 'RS256' ? wrongRsa(key) : wrongCurve(key)
  return problem === undefined ? { pem: key.export({ type: 'spki', format: 'pem' }).toString() } : { problem }
}

function wrongRsa({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (asymmetricKeyType !== 'rsa') return `RS256 needs an RSA key; this one is ${asymmetricKeyType}`
  const bits = asymmetricKeyDetails?.modulusLength ?? 0
  return bits < RSA_BITS ? `expected an RSA key of at least ${RSA_BITS} bits; this one has ${bits}` : undefined
}

function wrongCurve({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (asymmetricKeyType !== 'ec') return `ES256 needs a key on the curve P-256; this one is ${asymmetricKeyType}`
  const curve = asymmetricKeyDetails?.namedCurve
  return curve === 'prime256v1' ? undefined : `ES256 needs a key on the curve P-256; this one is on ${curve}`
}
