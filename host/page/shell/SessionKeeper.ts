import type { AppGlobal } from '../appTypes'
import { html } from '../markup'
import { Modal } from '../modal/Modal'
import { translate } from '../texts/translate'

type RenewalState = 'open' | 'soon' | 'lost'

const WATCH_MS = 1000
const RETRY_MS = 500
/** How often the page looks whether the user has signed in elsewhere while its window stands. */
const ELSEWHERE_MS = 2000

/**
 * Keeps the page's session: its short-lived key is renewed without a word; where the user has to sign in, a window over
 * the page asks for it, `APP.auth_modal`, and everything goes on in the same page (HOST). The page's own calls wait
 * meanwhile; those of widgets get their 401.
 */
export class SessionKeeper {
  /** Set once the page has its globals. */
  app: AppGlobal | null = null
  #renewal: Promise<void> | null = null
  #wake: () => void = () => undefined

  /** Begins to look whether an answer, to whomever it went, said that the key is over. */
  watch(): void {
    window.setInterval(() => {
      if (/(?:^|;\s*)is_auth_lost=1/.test(document.cookie)) this.renew().catch(reportError)
    }, WATCH_MS)
  }

  /** Resolves when the session is open again. */
  renew(): Promise<void> {
    this.#renewal ??= this.#untilOpen().finally(() => {
      this.#renewal = null
    })
    return this.#renewal
  }

  /** What the CRM says to a renewal: given, given in a moment, or only after the user has signed in. */
  async ask(): Promise<RenewalState> {
    const answer = await post('/ajax/page/session/renew')
    if (answer?.ok) return 'open'
    return answer?.status === 401 ? 'lost' : 'soon'
  }

  async #untilOpen(): Promise<void> {
    let modal: Modal | null = null
    for (;;) {
      const state = await this.ask()
      if (state === 'open') break
      if (state === 'lost') modal ??= this.#openWindow()
      await this.#pause(modal ? ELSEWHERE_MS : RETRY_MS)
    }
    if (this.app) delete this.app.auth_modal
    modal?.destroy()
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = window.setTimeout(resolve, ms)
      this.#wake = () => {
        window.clearTimeout(timer)
        resolve()
      }
    })
  }

  #openWindow(): Modal {
    const signIn = async (): Promise<void> => {
      await post('/ajax/page/session/sign-in')
      this.#wake()
    }
    const { app } = this
    const modal = new Modal({
      class_name: 'modal-list modal-session-end',
      can_destroy: false,
      disable_overlay_click: true,
      disable_escape_keydown: true,
      disable_enter_keydown: true,
      // Nothing but the end of the wait closes it.
      destroy: () => app?.auth_modal === undefined,
      init($body) {
        $body
          .html(
            html`<div class="modal-body__inner" id="session_end_modal"><h2 class="modal-body__caption">${translate('signIn.title')}</h2>
            <p>${translate('signIn.text')}</p>
            <div class="modal-body__actions"><button type="button" class="button-input button-input_blue js-session-sign-in"><span
              class="button-input-inner__text">${translate('signIn.button')}</span></button></div></div>`
              .source,
          )
          .trigger('modal:loaded')
          .trigger('modal:centrify')
        $body.on('click', '.js-session-sign-in', () => {
          signIn().catch(reportError)
        })
      },
    })
    if (app) app.auth_modal = modal
    return modal
  }
}

/** Null where the CRM was not reached. */
async function post(url: string): Promise<Response | null> {
  try {
    return await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return null
  }
}
