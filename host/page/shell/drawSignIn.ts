import { drawInto, html } from '../markup'
import { translate } from '../texts/translate'

/** The page without a session: one button that starts one for the current user and loads the page again. */
export function drawSignIn(root: HTMLElement): void {
  drawInto(
    root,
    html`<main class="sign-in"><h1>${translate('signIn.title')}</h1><p>${translate('signIn.text')}</p>
    <form method="post" action="/ajax/page/session"><button class="button-input button-input_blue" type="submit"><span
      class="button-input-inner__text">${translate('signIn.button')}</span></button></form></main>`,
  )
}
