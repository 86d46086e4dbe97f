/**
 * Parameters of a token request, whatever they are sent as: JSON, a URL-encoded form (what OAuth libraries send) or a
 * multipart form. Null when the body is none of these. Values that are no text are left out.
 */
export async function readParameters(request: Request): Promise<Readonly<Record<string, string>> | null> {
  const type = request.headers.get('Content-Type') ?? ''
  if (type.includes('multipart/form-data')) {
    try {
      return textsOf(Object.fromEntries(await request.formData()))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      return null
    }
  }
  const text = (await request.text()).trim()
  if (text.startsWith('{')) return parseJson(text)
  return type.includes('json') ? null : textsOf(Object.fromEntries(new URLSearchParams(text)))
}

function parseJson(text: string): Readonly<Record<string, string>> | null {
  try {
    return textsOf(JSON.parse(text) as Record<string, unknown>)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return null
  }
}

function textsOf(given: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
