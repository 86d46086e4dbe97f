import $ from 'jquery'
import { hostWindow } from '../../hostWindow'
import { createElement, html } from '../../markup'
import { translate } from '../../texts/translate'

/** What a source is given to send; a promise tells how that went. */
export type SourceHandler = (params: {
  phone: string
  message: string
  contact_id: number
}) => PromiseLike<unknown>

interface FeedSource {
  type: string
  send: SourceHandler
  title: string
  code: string
}

const known = new Set(['sms', 'chat', 'email', 'custom'])
const areas = new Set(['leads', 'contacts', 'companies', 'customers'])

/**
 * Adds a widget's source to the foot of the feed of the open card: to whom, the text, «Отправить». When the widget's
 * promise resolves, a note of an SMS is made for the contact (RU:integrations/script_js). Outside a card nothing shows.
 */
export function addFeedSource(source: FeedSource): void {
  if (!known.has(source.type)) throw new Error('Unknown source type.')
  if (typeof source.send !== 'function') throw new Error('Callback is not a function.')
  const feed = document.querySelector('.card-holder__feed')
  const { APP: app } = hostWindow()
  if (!feed || !app.data.current_card || !areas.has(app.getBaseEntity())) return
  feed.querySelector(`.feed-compose[data-code="${CSS.escape(source.code)}"]`)?.remove()
  const contacts = app.data.current_card.contacts
  const form =
    createElement(html`<form class="feed-compose" data-code="${source.code}" aria-label="${source.title}">
    <div class="feed-compose__title">${source.title}</div>
    <select class="text-input feed-compose__to" aria-label="${translate('source.to')}">${contacts.flatMap(
      (contact) =>
        contact.phones.map(
          (phone) =>
            html`<option value="${phone}" data-contact="${contact.id}">${contact.name}: ${phone}</option>`,
        ),
    )}</select>
    <textarea class="text-input text-input-textarea feed-compose__message" aria-label="${translate('source.text')}" placeholder="${translate('source.text')}"></textarea>
    <button type="submit" class="button-input button-input_blue"><span class="button-input-inner"><span
      class="button-input-inner__text">${translate('source.send')}</span></span></button></form>`)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    sendFrom(form, source.send).catch(reportError)
  })
  feed.append(form)
  $(document).trigger('widgets:sources:add', { widget_code: source.code, type: source.type })
}

async function sendFrom(form: HTMLElement, send: SourceHandler): Promise<void> {
  const to = form.querySelector<HTMLSelectElement>('.feed-compose__to')
  const text = form.querySelector<HTMLTextAreaElement>('.feed-compose__message')
  const chosen = to?.selectedOptions[0]
  if (!text || !chosen || text.value.trim() === '') return
  const contactId = Number(chosen.dataset['contact'])
  const $button = $(form).find('.button-input').trigger('button:load:start')
  try {
    await send({ phone: chosen.value, message: text.value, contact_id: contactId })
    await $.ajax({
      url: `/api/v4/contacts/${contactId}/notes`,
      method: 'POST',
      contentType: 'application/json',
      data: JSON.stringify([{ note_type: 'sms_out', params: { text: text.value, phone: chosen.value } }]),
    })
    text.value = ''
    $button.trigger('button:load:stop')
  } catch (error) {
    $button.trigger('button:load:error')
    reportError(error ?? new Error(translate('source.failed')))
  }
}
