import type { SimClock } from './createSimClock'
import { currentTab, type SimTab } from './simTab'

type Listener = (event: { readonly data: unknown }) => void

/** The channels of one browser: what one tab posts, its others hear. */
export interface SimChannels {
  open(tab: SimTab, name: string): SimChannel
}

export interface SimChannel {
  onmessage: Listener | null
  postMessage(data: unknown): void
  addEventListener(type: string, listener: Listener): void
  removeEventListener(type: string, listener: Listener): void
  close(): void
}

export const createSimChannels = (clock: SimClock): SimChannels => {
  const open = new Set<{
    readonly tab: SimTab
    readonly name: string
    readonly hear: (data: unknown) => void
  }>()
  return {
    open(tab, name) {
      const listeners = new Set<Listener>()
      const channel: SimChannel = {
        onmessage: null,
        postMessage(data) {
          if (currentTab()?.facilities.channel === 'postThrows')
            throw new DOMException('the channel is closed', 'InvalidStateError')
          for (const other of open)
            if (other.name === name && other !== own) {
              const copy: unknown = structuredClone(data)
              clock.at(clock.now() + 1, () => other.tab.deliver(() => other.hear(copy)))
            }
        },
        addEventListener: (type, listener) => {
          if (type === 'message') listeners.add(listener)
        },
        removeEventListener: (_type, listener) => {
          listeners.delete(listener)
        },
        close: () => {
          open.delete(own)
        },
      }
      const own = {
        tab,
        name,
        hear(data: unknown) {
          channel.onmessage?.({ data })
          for (const listener of listeners) listener({ data })
        },
      }
      open.add(own)
      return channel
    },
  }
}
