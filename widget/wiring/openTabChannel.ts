/** A BroadcastChannel of this browser's tabs. Neither throws: where the browser refuses, nobody is told. */
export interface TabChannel<Message> {
  post(message: Message): void
  /** Returns its undo. */
  listen(onHeard: (message: Message) => void): () => void
}

/** Opens a channel of that name; null where there is none, or the browser refuses it. */
export const openChannel = <Message>(name: string): TabChannel<Message> | null => {
  const channel = makeChannel(name)
  return (
    channel && {
      post(message) {
        try {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin to name
          channel.postMessage(message)
        } catch {
          // The other tabs do without: each of them works alone.
        }
      },
      listen(onHeard) {
        const hear = ({ data }: MessageEvent<Message>): void => onHeard(data)
        channel.addEventListener('message', hear)
        return () => channel.removeEventListener('message', hear)
      },
    }
  )
}

/** Sends to the other tabs of this browser and hears them; silent where there is no channel. */
export const openTabChannel = <Message>(
  name: string,
  onHeard: (message: Message) => void,
): ((message: Message) => void) => {
  const channel = openChannel<Message>(name)
  channel?.listen(onHeard)
  return (message) => channel?.post(message)
}

const makeChannel = (name: string): BroadcastChannel | null => {
  try {
    return new BroadcastChannel(name)
  } catch {
    // There is none in this browser, or pages may not use it.
    return null
  }
}
