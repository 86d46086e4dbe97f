import type { Context, Next } from 'hono'
import type { FaultRule } from '../faultRules'
import type { HostContext } from '../hostContext'
import { gatewayPage, problem } from '../problem'
import { rewriteAnswer, rewriteRequest } from '../rewriteAnswer'
import { dropConnection } from './dropConnection'

/**
 * Answers a request under the faults that are set: waits, answers in the handler's place, or cuts the connection before
 * or after the handler. A rule with a body but no status lets the handler do its work and replaces what it says; one with
 * `rewrite` changes it.
 */
export async function applyFaults(context: HostContext, c: Context, path: string, next: Next): Promise<void> {
  const { latencyMs, rules } = context.faults.current
  const rule = rules.length > 0 ? await findRule(context, c, path) : null
  const wait =
    context.faults.pickDelay(latencyMs) + (rule?.delayMs ? context.faults.pickDelay(rule.delayMs) : 0)
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  if (rule?.drop === 'before') dropConnection(c)
  if (rule?.status !== undefined && rule.drop === undefined) {
    c.res = answerOf(rule, rule.status)
    return
  }
  const asked = c.req.raw.url
  if (rule?.rewrite) c.req.raw = rewriteRequest(c.req.raw, rule.rewrite)
  await next()
  if (rule?.rewrite) c.res = await rewriteAnswer(c.res, rule.rewrite, asked)
  if (rule?.drop === 'after') dropConnection(c)
  if (rule?.body !== undefined) c.res = answerOf(rule, c.res.status === 204 ? 200 : c.res.status)
}

async function findRule(context: HostContext, c: Context, path: string): Promise<FaultRule | null> {
  const text = c.req.method === 'GET' ? '' : await c.req.raw.clone().text()
  return context.faults.ruleFor({ method: c.req.method, path, body: parse(text) })
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}

function answerOf(rule: FaultRule, status: number): Response {
  if (status === 204 || status === 304) return new Response(null, { status })
  if (rule.body === undefined) {
    const isGateway = status === 403 || status === 429 || status >= 502
    if (status < 400) return new Response('', { status })
    return isGateway && rule.contentType === undefined ? gatewayPage(status) : problem(status)
  }
  const isText = typeof rule.body === 'string'
  const standing = isText ? 'text/html' : status < 400 ? 'application/hal+json' : 'application/problem+json'
  return new Response(isText ? (rule.body as string) : JSON.stringify(rule.body), {
    status,
    headers: { 'Content-Type': rule.contentType ?? standing },
  })
}
