import { Hono } from 'hono'
import { AccountFileError } from '../account/parseAccountFile'
import { writeAccount } from '../account/writeAccount'
import type { AccountFile } from '../account/accountFile'
import type { HostContext } from '../api/hostContext'
import { applyChange } from './applyChange'
import { ChangeError } from './ChangeError'
import { changePage, pageAnswer } from './changePage'
import { changeSession, sessionAnswer } from './changeSession'
import { answer, readControlBody, refusal } from './controlAnswers'
import { controlPage } from './controlPage'
import { type Change, parseChanges } from './parseChange'
import { parseMoment } from './parseMoment'

/** The control API under /__host: no session, no limit, not in the log. `openBuiltIn` opens an account by its name and
 * sizes; false when there is none of this name. */
export function createControlRoutes(
  context: HostContext,
  openBuiltIn: (name: string, sizes: Record<string, string>) => Promise<boolean>,
): Hono {
  const router = new Hono()
  router.get('/', (c) => c.redirect('/__host/'))
  router.get('/*', (c, next) => (c.req.path === '/__host/' ? controlPage(context) : next()))
  router.get('/account', (c) => streamAccount(context, c.req.query('only')))
  router.put('/account', (c) => replaceAccount(context, c.req.raw))
  router.post('/account/:name', async (c) => {
    const isKnown = await openBuiltIn(c.req.param('name'), c.req.query())
    return isKnown ? answer({}) : refusal('account', 'нужно demo, empty или large')
  })
  router.get('/requests', () => answer(context.requests.summary()))
  router.delete('/requests', () => {
    context.requests.clear()
    return answer({})
  })
  router.post('/changes', (c) => makeChanges(context, c.req.raw))
  router.get('/clock', () => answer({ now: context.clock.now(), fixed: context.clock.fixedAt !== null }))
  router.put('/clock', (c) => setClock(context, c.req.raw))
  router.get('/faults', () => answer(context.faults.current))
  router.put('/faults', async (c) => {
    const read = await readControlBody(c.req.raw)
    if (!read.ok) return read.response
    const issue = context.faults.replace(read.body)
    return issue ? refusal(issue.path, issue.message) : answer(context.faults.current)
  })
  router.get('/session', () => answer(sessionAnswer(context)))
  router.put('/session', async (c) => {
    const read = await readControlBody(c.req.raw)
    if (!read.ok) return read.response
    const issue = changeSession(context, (read.body ?? {}) as Record<string, unknown>)
    return issue ? refusal(issue.path, issue.message) : answer(sessionAnswer(context))
  })
  router.get('/page', () => answer(pageAnswer(context)))
  router.put('/page', async (c) => {
    const read = await readControlBody(c.req.raw)
    if (!read.ok) return read.response
    const issue = changePage(context, (read.body ?? {}) as Record<string, unknown>)
    return issue ? refusal(issue.path, issue.message) : answer(pageAnswer(context))
  })
  return router
}

function streamAccount(context: HostContext, only: string | undefined): Response {
  const pieces = writeAccount(context.store, only ? new Set(only.split(',').map((key) => key.trim())) : null)
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = pieces.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/json' } })
}

async function replaceAccount(context: HostContext, request: Request): Promise<Response> {
  const read = await readControlBody(request)
  if (!read.ok) return read.response
  try {
    context.replaceAccount(read.body as AccountFile)
    return answer({})
  } catch (error) {
    if (!(error instanceof AccountFileError)) throw error
    return refusal(error.issue.path, error.issue.message)
  }
}

async function makeChanges(context: HostContext, request: Request): Promise<Response> {
  const read = await readControlBody(request)
  if (!read.ok) return read.response
  const parsed = parseChanges(read.body)
  if (!parsed.ok) return refusal(parsed.path, parsed.message)
  const made: { op: string; entity: string; id: number | string | null; pending?: true }[] = []
  for (const [index, change] of parsed.changes.entries()) {
    const { op, entity, afterRequest } = change
    if (afterRequest) {
      context.awaited.push({
        method: afterRequest.method,
        path: afterRequest.path,
        left: afterRequest.n ?? 1,
        apply: () => applyLate(context, change),
      })
      made.push({ op, entity, id: change.id ?? null, pending: true })
      continue
    }
    try {
      made.push({ op, entity, id: applyChange(context.store, change) })
    } catch (error) {
      if (!(error instanceof ChangeError)) throw error
      return refusal(`[${index}]`, error.message)
    }
  }
  return answer({ changes: made })
}

/** A change that waited: what it names may be gone by then, and then nothing happens. */
function applyLate(context: HostContext, change: Change): void {
  try {
    applyChange(context.store, change)
  } catch (error) {
    if (!(error instanceof ChangeError)) throw error
  }
}

async function setClock(context: HostContext, request: Request): Promise<Response> {
  const read = await readControlBody(request)
  if (!read.ok) return read.response
  const { now } = (read.body ?? {}) as { now?: unknown }
  const moment = now === undefined || now === null ? null : parseMoment(now)
  if (now !== undefined && now !== null && moment === null)
    return refusal('now', 'нужно время: секунды с 1970 года или дата')
  context.clock.set(moment)
  return answer({ now: context.clock.now(), fixed: moment !== null })
}
