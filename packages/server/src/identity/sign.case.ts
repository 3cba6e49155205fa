import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { SignJWT, type JWTPayload } from 'jose'
import type { OpenApp } from '../open-app.case.ts'

/** What a test signs with. */
export interface Signer {
  /** `kid` of the key. */
  kid: string
  sign(payload: JWTPayload, header?: object): Promise<string>
}

/** Makes an HS256 key on the server, and signs with it. Times of tokens count from `now`, epoch milliseconds. */
export async function makeSigner({ call }: OpenApp, now: number): Promise<Signer> {
  const { body } = await call('POST', '/v1/identity/keys', { algorithm: 'HS256', label: 'Test' })
  const secret = new TextEncoder().encode(body.secret)
  return { kid: body.id, sign: (payload, header) => signed(payload, { alg: 'HS256', kid: body.id, ...header }, secret, now) }
}

/** Makes a key pair, hands its public half to the server, and signs with the private one. */
export async function makePairSigner({ call }: OpenApp, algorithm: 'RS256' | 'ES256', now: number): Promise<Signer> {
  const { publicKey, pem } = keyPair(algorithm)
  const { body } = await call('POST', '/v1/identity/keys', { algorithm, label: algorithm, publicKey })
  return {
    kid: body.id,
    sign: (payload, header) => signed(payload, { alg: algorithm, kid: body.id, ...header }, createPrivateKey(pem), now),
  }
}

/** A fresh key pair as PEM. */
export function keyPair(algorithm: 'RS256' | 'ES256'): { publicKey: string; pem: string } {
  const { publicKey, privateKey } =
    algorithm === 'RS256' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

type Material = Parameters<SignJWT['sign']>[0]

function signed(payload: JWTPayload, header: { alg: string; kid?: string }, material: Material, now: number): Promise<string> {
  const seconds = Math.floor(now / 1000)
  return new SignJWT({ iat: seconds, exp: seconds + 3600, ...payload }).setProtectedHeader(header).sign(material)
}
