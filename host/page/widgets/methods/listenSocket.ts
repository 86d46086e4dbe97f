interface SocketMessage {
  channel: string
  payload: Record<string, unknown>
}

const eventName = 'crm:socket'

/**
 * Listens to messages of one channel; with `keys`, to those alone in which the keys, one inside the other, lead to something. The local CRM pushes nothing by
 * itself: a message is an event `crm:socket` on the document, `detail {channel, payload}`.
 *
 * @returns ends the subscription
 */
export function listenSocket(
  channel: unknown,
  keys: unknown,
  listener: ((payload: unknown) => void) | undefined,
): () => void {
  if (typeof listener !== 'function') throw new Error('Callback is not a function.')
  if (typeof channel !== 'string') throw new Error('channel_name must be string')
  if (!Array.isArray(keys)) throw new Error('array_keys must be array')
  const wanted: readonly string[] = keys
  const hear = (event: Event): void => {
    const message = (event as CustomEvent<SocketMessage>).detail
    if (message.channel === channel && hasPath({ body: message }, wanted)) listener(message.payload)
  }
  document.addEventListener(eventName, hear)
  return () => document.removeEventListener(eventName, hear)
}

/** Whether the keys, one inside the other, lead to something in the message (RU:web_sdk/mechanics, its example). */
function hasPath(message: unknown, keys: readonly string[]): boolean {
  let value: unknown = message
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || !(key in value)) return false
    value = (value as Record<string, unknown>)[key]
  }
  return true
}
