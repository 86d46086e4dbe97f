import { currentTab, type SimTab } from './simTab'

type Handler = (() => void) | null

/** `XMLHttpRequest` of a simulated tab, as far as axios uses it. */
export class SimXhr {
  onloadend: Handler = null
  onabort: Handler = null
  onerror: Handler = null
  ontimeout: Handler = null
  onreadystatechange: Handler = null
  readyState = 0
  status = 0
  statusText = ''
  responseText = ''
  responseURL = ''
  responseType = ''
  timeout = 0
  withCredentials = false
  #method = 'GET'
  #url = ''
  #headers: Readonly<Record<string, string>> = {}
  #tab: SimTab | undefined
  #giveUp: () => void = () => undefined

  get response(): string {
    return this.responseText
  }

  open(method: string, url: string): void {
    this.#tab = currentTab()
    this.#method = method
    this.#url = url
    this.readyState = 1
  }

  setRequestHeader(): void {
    if (this.readyState !== 1) throw new DOMException('not open', 'InvalidStateError')
  }

  getAllResponseHeaders(): string {
    return Object.entries(this.#headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')
  }

  addEventListener(): void {
    // Progress is all that axios listens for in this way, and the client does not ask for it.
  }

  send(body: string | null): void {
    const tab = this.#tab
    if (tab === undefined) throw new Error('a request from outside of all tabs')
    this.#giveUp = tab.request({ method: this.#method, url: this.#url, body }, (answer) => {
      this.readyState = 4
      if (answer === 'cut') {
        this.onerror?.()
        return
      }
      this.status = answer.status
      this.responseText = answer.body
      this.responseURL = `http://crm.test${this.#url}`
      this.#headers = answer.headers
      this.onloadend?.()
    })
  }

  abort(): void {
    this.#giveUp()
    this.readyState = 0
  }
}
