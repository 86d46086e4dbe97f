import { randomBytes } from 'node:crypto'

/** Who gave access to what. */
export interface Grant {
  clientId: string
  userId: number
}

/** Whether a code or refresh token is good, or why not. */
export type Redeemed = { ok: true; grant: Grant } | { ok: false; reason: 'unknown' | 'used' | 'expired' }

interface Ticket extends Grant {
  expiresAt: number
  isUsed: boolean
}

const CODE_SECONDS = 20 * 60
const REFRESH_SECONDS = 90 * 86_400

/** Codes and refresh tokens given out: each is good once, for the integration that it was given to (crm-api 11). */
export class TokenDesk {
  readonly #codes = new Map<string, Ticket>()
  readonly #refresh = new Map<string, Ticket>()

  /** A code that lives 20 minutes. */
  issueCode(grant: Grant, now: number): string {
    return issue(this.#codes, { ...grant, expiresAt: now + CODE_SECONDS, isUsed: false })
  }

  /** A refresh token that lives three months. */
  issueRefresh(grant: Grant, now: number): string {
    return issue(this.#refresh, { ...grant, expiresAt: now + REFRESH_SECONDS, isUsed: false })
  }

  /** Uses a code up. */
  redeemCode(code: string, clientId: string, now: number): Redeemed {
    return redeem(this.#codes.get(code), clientId, now)
  }

  /** Uses a refresh token up. */
  redeemRefresh(token: string, clientId: string, now: number): Redeemed {
    return redeem(this.#refresh.get(token), clientId, now)
  }

  /** Whether a refresh token is still to be used. */
  isFresh(token: string, now: number): boolean {
    const ticket = this.#refresh.get(token)
    return ticket !== undefined && !ticket.isUsed && ticket.expiresAt > now
  }

  /** Whether anybody has given the integration access yet: the first must be an administrator. */
  hasGrant(clientId: string): boolean {
    return [...this.#codes.values(), ...this.#refresh.values()].some((one) => one.clientId === clientId)
  }
}

function issue(tickets: Map<string, Ticket>, ticket: Ticket): string {
  const text = `def502${randomBytes(48).toString('hex')}`
  tickets.set(text, ticket)
  return text
}

function redeem(ticket: Ticket | undefined, clientId: string, now: number): Redeemed {
  if (!ticket || ticket.clientId !== clientId) return { ok: false, reason: 'unknown' }
  if (ticket.isUsed) return { ok: false, reason: 'used' }
  if (ticket.expiresAt <= now) return { ok: false, reason: 'expired' }
  ticket.isUsed = true
  return { ok: true, grant: { clientId, userId: ticket.userId } }
}
