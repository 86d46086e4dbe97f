/** What the tabs of a browser tell each other about the settings of the widget. */
export interface TabSettings {
  /** Tells the other tabs the text that was saved here. */
  tell(text: string): void
}

/** Tells and hears over a BroadcastChannel; where there is none a tab learns of another's settings with the CRM's next page. */
export const createTabSettings = (name: string, onSaved: (text: string) => void): TabSettings => {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined }
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', ({ data }: MessageEvent<string>) => onSaved(data))
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no origin to name
    tell: (text) => channel.postMessage(text),
  }
}
