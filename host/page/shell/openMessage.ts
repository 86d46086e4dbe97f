import { html, type Markup } from '../markup'
import { Modal } from '../modal/Modal'
import { translate } from '../texts/translate'

/** A window with a caption, a text and a button that closes it. */
export function openMessage(caption: string, content: Markup): Modal {
  return new Modal({
    class_name: 'modal-list modal-message',
    init($body) {
      $body
        .html(
          html`<div class="modal-body__inner"><button type="button" class="modal-body__close" aria-label="${translate('modal.close')}"></button>
          <h2 class="modal-body__caption">${caption}</h2>${content}
          <div class="modal-body__actions"><button type="button" class="button-input button-cancel"><span>${translate('modal.close')}</span></button></div></div>`
            .source,
        )
        .trigger('modal:loaded')
        .trigger('modal:centrify')
    },
  })
}
