/** Every event type of the documents: its number, and its words in Russian and English (events-and-notes). */
const WORDS: readonly (readonly [key: string, ru: string, en: string])[] = [
  ['lead_added', 'Новая сделка', 'New lead'],
  ['lead_deleted', 'Сделка удалена', 'Lead deleted'],
  ['lead_restored', 'Сделка восстановлена', 'Lead restored'],
  ['lead_status_changed', 'Изменение этапа продажи', 'Sales stage changed'],
  ['lead_linked', 'Прикрепление сделки', 'Lead linked'],
  ['lead_unlinked', 'Открепление сделки', 'Lead unlinked'],
  ['contact_added', 'Новый контакт', 'New contact'],
  ['contact_deleted', 'Контакт удалён', 'Contact deleted'],
  ['contact_restored', 'Контакт восстановлен', 'Contact restored'],
  ['contact_linked', 'Прикрепление контакта', 'Contact linked'],
  ['contact_unlinked', 'Открепление контакта', 'Contact unlinked'],
  ['company_added', 'Новая компания', 'New company'],
  ['company_deleted', 'Компания удалена', 'Company deleted'],
  ['company_restored', 'Компания восстановлена', 'Company restored'],
  ['company_linked', 'Прикрепление компании', 'Company linked'],
  ['company_unlinked', 'Открепление компании', 'Company unlinked'],
  ['customer_added', 'Новый покупатель', 'New customer'],
  ['customer_deleted', 'Покупатель удалён', 'Customer deleted'],
  ['customer_status_changed', 'Изменение этапа покупателя', 'Customer stage changed'],
  ['customer_linked', 'Прикрепление покупателя', 'Customer linked'],
  ['customer_unlinked', 'Открепление покупателя', 'Customer unlinked'],
  ['task_added', 'Новая задача', 'New task'],
  ['task_deleted', 'Задача удалена', 'Task deleted'],
  ['task_completed', 'Завершение задачи', 'Task completed'],
  ['task_type_changed', 'Изменение типа задачи', 'Task type changed'],
  ['task_text_changed', 'Изменение текста задачи', 'Task text changed'],
  ['task_deadline_changed', 'Изменение даты исполнения задачи', 'Task deadline changed'],
  ['task_result_added', 'Результат по задаче', 'Task result added'],
  ['incoming_call', 'Входящий звонок', 'Incoming call'],
  ['outgoing_call', 'Исходящий звонок', 'Outgoing call'],
  ['incoming_chat_message', 'Входящее сообщение', 'Incoming message'],
  ['outgoing_chat_message', 'Исходящее сообщение', 'Outgoing message'],
  ['entity_direct_message', 'Сообщение внутреннего чата', 'Internal chat message'],
  ['incoming_sms', 'Входящее SMS', 'Incoming SMS'],
  ['outgoing_sms', 'Исходящее SMS', 'Outgoing SMS'],
  ['entity_tag_added', 'Теги добавлены', 'Tags added'],
  ['entity_tag_deleted', 'Теги убраны', 'Tags removed'],
  ['entity_linked', 'Прикрепление', 'Linked'],
  ['entity_unlinked', 'Открепление', 'Unlinked'],
  ['sale_field_changed', 'Изменение поля «Бюджет»', 'Sale field changed'],
  ['name_field_changed', 'Изменение поля «Название»', 'Name field changed'],
  ['ltv_field_changed', 'Сумма покупок', 'Lifetime value changed'],
  ['custom_field_value_changed', 'Изменение поля', 'Field changed'],
  ['entity_responsible_changed', 'Ответственный изменён', 'Responsible user changed'],
  ['robot_replied', 'Ответ робота', 'Robot replied'],
  ['intent_identified', 'Тема вопроса определена', 'Intent identified'],
  ['nps_rate_added', 'Новая оценка NPS', 'NPS rate added'],
  ['link_followed', 'Переход по ссылке', 'Link followed'],
  ['transaction_added', 'Добавлена покупка', 'Purchase added'],
  ['common_note_added', 'Новое примечание', 'Note added'],
  ['common_note_deleted', 'Примечание удалено', 'Note deleted'],
  ['attachment_note_added', 'Добавлен новый файл', 'File added'],
  ['targeting_in_note_added', 'Добавление в ретаргетинг', 'Added to retargeting'],
  ['targeting_out_note_added', 'Удаление из ретаргетинга', 'Removed from retargeting'],
  ['geo_note_added', 'Новое примечание с геометкой', 'Note with location added'],
  ['service_note_added', 'Новое системное примечание', 'System note added'],
  ['site_visit_note_added', 'Заход на сайт', 'Site visited'],
  ['message_to_cashier_note_added', 'Сообщение кассиру', 'Message to cashier'],
  ['key_action_completed', 'Ключевое действие', 'Key action completed'],
  ['entity_merged', 'Выполнено объединение', 'Merged'],
]

/** An event type as `GET /events/types` lists it. */
export interface EventType {
  key: string
  type: number
  lang: string
}

/** All types, and those of the log that the documents do not name; `language` is a code such as `ru`. */
export function listEventTypes(language: string, ofLog: readonly string[]): EventType[] {
  const known = WORDS.map(([key, ru, en], place) => ({
    key,
    type: place + 1,
    lang: language === 'ru' ? ru : en,
  }))
  const others = ofLog.filter((key) => !WORDS.some(([name]) => name === key))
  return [...known, ...others.map((key, place) => ({ key, type: WORDS.length + place + 1, lang: key }))]
}
