const REQUEST = {
  title: 'Некорректный запрос',
  detail: 'В запросе отсутствует ряд параметров или параметры невалидны',
}
const CLIENT = { title: 'Некорректный клиент', detail: 'Авторизация клиента не прошла' }

/** An error of the token exchange: problem JSON of a type of its own, with a hint in the words of OAuth. */
export function oauthProblem(status: 400 | 401, hint: string): Response {
  return answer(status, hint, REQUEST)
}

/** 401: the client is not known by its id, its secret and its redirect address. */
export function clientProblem(hint: string): Response {
  return answer(401, hint, CLIENT)
}

function answer(status: number, hint: string, words: { title: string; detail: string }): Response {
  const type = 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson'
  const body = { hint, title: words.title, type, status, detail: words.detail }
  const headers = { 'Content-Type': 'application/problem+json' }
  return new Response(JSON.stringify(body), { status, headers })
}
