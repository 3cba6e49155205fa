import { lookup as resolve, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that are not the public internet. Source: IANA special-purpose address registries, IPv4 and IPv6. */
const PRIVATE = {
  ipv4: [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
    ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  ipv6: [
    '::/96',
    '::ffff:0:0:0/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23',
    '2001:db8::/32',
    '2002::/16',
    '3fff::/20',
    '5f00::/16',
    'fc00::/7',
    'fe80::/9',
    'ff00::/8',
  ],
} as const

const blocked = new BlockList()
for (const family of ['ipv4', 'ipv6'] as const) {
  for (const network of PRIVATE[family]) {
    const [address = '', bits = ''] = network.split('/')
    blocked.addSubnet(address, Number(bits), family)
  }
}

/** Where a name leads is no address of the public internet. */
class PrivateAddress extends Error {
  readonly code = 'private-address'
}

/** True for an address (no name) that is not of the public internet: this machine, its network, or what is reserved. */
export function isPrivate(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && blocked.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/**
 * Looks a name up and refuses it where any of its addresses is private. The connection is made to what was looked at: a name that leads
 * elsewhere a moment later changes nothing.
 */
export const lookupPublic: LookupFunction = (name, options, done) => {
  resolve(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? []
    if (error) return done(error, '')
    if (!first || found.some(({ address }) => isPrivate(address))) return done(new PrivateAddress(`"${name}" is private`), '')
    return options.all ? done(null, found) : done(null, first.address, first.family)
  })
}
