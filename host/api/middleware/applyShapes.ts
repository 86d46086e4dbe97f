import type { MiddlewareHandler } from 'hono'
import type { HostContext } from '../hostContext'
import { areShapesUsual, shapeAnswer } from '../shapeAnswer'

/** Gives the answers of the API the shapes that are switched on. */
export function applyShapes(context: HostContext): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { shapes } = context.faults.current
    const isAnswer = c.res.ok && (c.res.headers.get('Content-Type') ?? '').includes('json')
    if (!isAnswer || areShapesUsual(shapes)) return
    const body = shapeAnswer(await c.res.json(), new URL(c.req.url).pathname, shapes)
    const { status, headers } = c.res
    c.res =
      body === null
        ? new Response(null, { status: 204 })
        : new Response(JSON.stringify(body), {
            status,
            headers: { 'Content-Type': headers.get('Content-Type') ?? '' },
          })
  }
}
