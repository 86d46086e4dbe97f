import { generateKeyPairSync, type KeyPairKeyObjectResult, sign, verify } from 'node:crypto'

/** Claims of an access token as the CRM writes them (crm-api 1.1: `api_domain`; the rest as tokens are seen). */
export interface TokenClaims {
  /** Client id of the integration. */
  aud: string
  jti: string
  iat: number
  nbf: number
  exp: number
  /** Id of the user who gave access, as a text. */
  sub: string
  grant_type: string
  account_id: number
  /** Domain without the account: `amocrm.ru`. */
  base_domain: string
  version: number
  scopes: string[]
  user_flags: number
  hash_uuid: string
  /** Host that answers `/oauth2/account/current/subdomain`. */
  api_domain: string
}

let pair: KeyPairKeyObjectResult | null = null

/** Writes claims as a JWT under RS256; the key lives as long as the process. */
export function signToken(claims: TokenClaims): string {
  const head = encode({ typ: 'JWT', alg: 'RS256', jti: claims.jti })
  const body = `${head}.${encode(claims)}`
  return `${body}.${sign('RSA-SHA256', Buffer.from(body), keys().privateKey).toString('base64url')}`
}

/** The claims of a token that was signed here, null for any other text. Times are not looked at. */
export function readToken(token: string): TokenClaims | null {
  const [head, claims, signature, ...rest] = token.split('.')
  if (head === undefined || claims === undefined || signature === undefined || rest.length > 0) return null
  const bytes = Buffer.from(signature, 'base64url')
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${claims}`), keys().publicKey, bytes)) return null
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as TokenClaims
}

/** Making a key takes long, and most runs never need one. */
function keys(): KeyPairKeyObjectResult {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
  return pair
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
