/** A JSON answer of the control API. */
export function answer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

/** A refusal: what does not fit and where. */
export function refusal(path: string, message: string): Response {
  return answer({ path, message }, 422)
}

/** A JSON body, or the refusal. An empty body reads as `{}`. */
export async function readControlBody(
  request: Request,
): Promise<{ ok: true; body: unknown } | { ok: false; response: Response }> {
  const text = await request.text()
  if (text.trim() === '') return { ok: true, body: {} }
  try {
    return { ok: true, body: JSON.parse(text) as unknown }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ok: false, response: refusal('(тело)', `это не JSON: ${error.message}`) }
  }
}
