/** A method of the CRM's documents that the local CRM does not have. */
export interface NotBuilt {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path from the root, `{id}` for what stands in it. */
  path: string
  /** What it does, in the words of a list for people. */
  name: string
}

type Row = readonly [methods: string, path: string, name: string]

const ROWS: readonly Row[] = [
  ['GET POST PATCH', '/api/v4/chats/templates', 'Шаблоны чатов'],
  ['DELETE', '/api/v4/chats/templates', 'Шаблоны чатов'],
  ['GET PATCH DELETE', '/api/v4/chats/templates/{id}', 'Шаблон чата'],
  ['POST', '/api/v4/chats/templates/{id}/review', 'Отправка шаблона WhatsApp на модерацию'],
  ['PATCH', '/api/v4/chats/templates/{id}/review/{id}', 'Статус модерации шаблона WhatsApp'],
  ['GET POST', '/api/v4/contacts/chats', 'Связь чатов с контактами'],
  ['GET', '/api/v4/talks', 'Список бесед'],
  ['GET', '/api/v4/talks/{id}/messages', 'Сообщения беседы'],
  ['POST', '/api/v4/leads/unsorted/{id}/link', 'Привязка неразобранного чата к сделке или покупателю'],
  ...['leads', 'contacts', 'companies', 'customers'].map(
    (entity): Row => ['GET PUT DELETE', `/api/v4/${entity}/{id}/files`, 'Файлы карточки'],
  ),
  ...['leads', 'customers'].map(
    (entity): Row => ['GET', `/api/v4/${entity}/{id}/subscriptions`, 'Подписчики карточки'],
  ),
  ['GET POST PATCH', '/api/v4/customers/segments/custom_fields', 'Поля сегментов'],
  ['GET PATCH DELETE', '/api/v4/customers/segments/custom_fields/{id}', 'Поле сегмента'],
  ['GET PATCH', '/api/v4/catalogs/products/settings', 'Включение товаров'],
  ['GET POST', '/api/v4/website_buttons', 'Кнопки на сайт'],
  ['GET PATCH', '/api/v4/website_buttons/{id}', 'Кнопка на сайт'],
  ['POST', '/api/v4/website_buttons/{id}/online_chat', 'Онлайн-чат кнопки на сайт'],
  ['GET', '/api/v4/widgets', 'Виджеты аккаунта'],
  ['GET POST DELETE', '/api/v4/widgets/{id}', 'Установка и удаление виджета'],
  ['POST', '/api/v4/short_links', 'Короткие ссылки'],
  ['POST', '/api/v4/bots/run', 'Запуск Salesbot'],
  ['POST', '/api/v4/bots/{id}/stop', 'Остановка Salesbot'],
  ['POST', '/oauth2/exchange_api_key', 'Обмен ключа API на код авторизации'],
  ['POST', '/api/v2/catalogs', 'Удаление списков (v2)'],
  ['POST', '/api/v2/catalog_elements', 'Удаление элементов списков (v2)'],
  ['GET POST', '/api/v2/products_settings', 'Включение товаров (v2)'],
  ['POST', '/api/v2/salesbot/run', 'Запуск Salesbot (v2)'],
  ['POST', '/api/v4/salesbot/{id}/continue/{id}', 'Продолжение Salesbot'],
]

/** Everything that is documented and not built. */
export const NOT_BUILT: readonly NotBuilt[] = ROWS.flatMap(([methods, path, name]) =>
  methods.split(' ').map((method): NotBuilt => ({ method: method as NotBuilt['method'], path, name })),
)

/** The list as a page of the documentation. */
export function describeNotBuilt(): string {
  const rows = NOT_BUILT.map(({ method, path, name }) => `| ${name} | \`${method} ${path}\` |`)
  return `# Чего в локальной CRM нет

Методы API, которые описаны в документации amoCRM и Kommo и в локальной CRM не построены. Она отвечает на них 501 и говорит, какого метода нет; путь,
которого нет в документации, — 404, неверный глагол — 405. Список пишется по таблице в \`host/api/notBuilt.ts\`, тест сверяет их.

Нет и сервиса файлов (его адрес даёт \`drive_url\` аккаунта) и API чатов (\`amojo\`): это другие серверы. Полей «файл» и примечаний с файлом это не касается:
они хранят то, что им прислали.

| что | метод |
| --- | --- |
${rows.join('\n')}
`
}
