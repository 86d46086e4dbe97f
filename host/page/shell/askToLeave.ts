import $ from 'jquery'
import { html } from '../markup'
import { Modal } from '../modal/Modal'
import { translate } from '../texts/translate'

/** Asks whether what the user typed may be lost; `go` is called when it may. */
export function askToLeave(go: () => void): void {
  $(document).trigger('page:change:stop')
  const modal = new Modal({
    class_name: 'modal-list modal-confirm',
    init($body) {
      $body
        .html(
          html`<div class="modal-body__inner"><h2 class="modal-body__caption">${translate('leave.title')}</h2>
          <p class="modal-body__inner__todo-types">${translate('leave.text')}</p>
          <div class="modal-body__actions"><button type="button" class="button-input button-input_blue js-leave"><span
            class="button-input-inner__text">${translate('leave.go')}</span></button>
          <button type="button" class="button-input button-cancel"><span>${translate('leave.stay')}</span></button></div></div>`
            .source,
        )
        .trigger('modal:loaded')
        .trigger('modal:centrify')
      $body.on('click', '.js-leave', () => {
        modal.destroy()
        go()
      })
    },
  })
}
