import type { Context } from 'hono'

/** Thrown where a fault cuts the connection: `fetch` on the app rejects as it does over a real network. */
class DroppedConnection extends Error {
  constructor() {
    super('the connection is cut by a fault')
    this.name = 'DroppedConnection'
  }
}

/** Whether an error is a cut connection, before or after the app's error handler has seen it. */
export function isDropped(error: unknown): boolean {
  return (
    error instanceof DroppedConnection ||
    (error instanceof TypeError && error.cause instanceof DroppedConnection)
  )
}

/** Cuts the connection of a request: the socket under node, an error that makes `app.fetch` reject elsewhere. */
export function dropConnection(c: Context): never {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { destroy: () => void } } }
  incoming?.socket?.destroy()
  throw new DroppedConnection()
}
