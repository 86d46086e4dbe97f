/** One complaint about a request element: `path` is dotted with array indexes. */
export interface ValidationIssue {
  code: string
  path: string
  detail: string
}

/** Complaints about the element that `request_id` names. */
export interface ElementIssues {
  request_id: string
  errors: ValidationIssue[]
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
}

/** An error answer as the CRM gives it (`application/problem+json`); `more` adds keys. */
export function problem(status: number, detail?: string, more: Record<string, unknown> = {}): Response {
  const title = TITLES[status] ?? 'Error'
  const body = {
    ...more,
    title,
    type: `https://httpstatus.es/${status}`,
    status,
    detail: detail ?? title,
    ...(status === 429 ? { retry_after: 300 } : {}),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}

/** 400 with `validation-errors`. */
export function validationProblem(issues: ElementIssues[]): Response {
  return problem(400, 'Request validation failed', { 'validation-errors': issues })
}

/** 403 of a missing right. */
export function rightsProblem(): Response {
  return problem(403, 'Недостаточно прав')
}

/** 404 of an unknown path. */
export function notFoundProblem(method: string, url: string): Response {
  return problem(404, `Cannot ${method} ${url}`)
}

/** The page that the gateway gives instead of the API's own answer. */
export function gatewayPage(status: number): Response {
  const heading = `${status} ${TITLES[status] ?? 'Error'}`
  const body = `<html>\n<head><title>${heading}</title></head>\n<body>\n<center><h1>${heading}</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n`
  return new Response(body, { status, headers: { 'Content-Type': 'text/html' } })
}
