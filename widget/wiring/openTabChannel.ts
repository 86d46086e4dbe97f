/** Sends to the other tabs of this browser by a BroadcastChannel and hears them; silent where there is none. */
export const openTabChannel = <Message>(
  name: string,
  onHeard: (message: Message) => void,
): ((message: Message) => void) => {
  if (typeof BroadcastChannel === 'undefined') return () => undefined
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => onHeard(data))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin to name
  return (message) => channel.postMessage(message)
}
