import { CrmError, type CrmErrorKind, type CrmIssue } from '../records/crmError'

export interface Failure {
  readonly method: string
  readonly path: string
  /** Anything but 2xx. */
  readonly status: number
  readonly text: string
  /** Value of a header by its lower-case name. */
  readonly headers: (name: string) => string | null
}

/** The error behind an answer that is not 2xx (API 1.5, 1.6). */
export function decodeFailure({ method, path, status, text, headers }: Failure): CrmError {
  const problem = parseProblem(text)
  // To wait for it helps nobody. What is written is judged as any other failure of the server: it may have been applied.
  const isNotBuilt = status === 501 && method === 'GET'
  const kind = isNotBuilt ? 'unprocessable' : kindOf(status, problem !== null)
  const retryAfter = decodeRetryAfter(problem, headers)
  return new CrmError({
    kind,
    method,
    path,
    status,
    detail: decodeDetail(problem, status),
    issues: problem === null ? [] : decodeIssues(problem),
    ...(retryAfter === null ? {} : { retryAfter }),
    mayBeApplied: method !== 'GET' && kind === 'server',
  })
}

type Problem = Readonly<Record<string, unknown>>

function kindOf(status: number, isProblem: boolean): CrmErrorKind {
  if (status >= 500) {
    return 'server'
  }
  switch (status) {
    case 401:
      return 'session'
    case 402:
      return 'payment'
    case 403:
      // A ban is a bare page of the gateway; missing rights and the list of addresses are told in JSON.
      return isProblem ? 'forbidden' : 'banned'
    case 404:
      return 'notFound'
    case 408:
      return 'timeout'
    case 422:
      return 'unprocessable'
    case 429:
      return 'rateLimited'
    default:
      return status >= 400 ? 'refused' : 'session'
  }
}

function parseProblem(text: string): Problem | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    // Gateways answer with HTML: there is nothing to read but the status.
    return null
  }
}

function decodeDetail(problem: Problem | null, status: number): string {
  for (const key of ['detail', 'title']) {
    const value = problem?.[key]
    if (typeof value === 'string' && value !== '') {
      return value
    }
  }
  return `status ${status}`
}

/** `retry_after` of a JSON body, else the header: seconds, or a date that is compared with the answer's own. */
function decodeRetryAfter(problem: Problem | null, headers: (name: string) => string | null): number | null {
  const header = headers('retry-after')
  const value = Number(problem?.['retry_after'] ?? header ?? Number.NaN)
  if (Number.isFinite(value) && value >= 0) {
    return value
  }
  const wait = Date.parse(header ?? '') - Date.parse(headers('date') ?? '')
  return Number.isFinite(wait) ? Math.max(0, Math.ceil(wait / 1000)) : null
}

function decodeIssues(problem: Problem): readonly CrmIssue[] {
  const issues: CrmIssue[] = []
  const validation = problem['validation-errors']
  for (const element of Array.isArray(validation) ? validation : []) {
    if (isObject(element) && Array.isArray(element['errors'])) {
      const requestId = decodeText(element['request_id'])
      for (const issue of element['errors']) {
        if (isObject(issue)) {
          const [code, path, detail] = ['code', 'path', 'detail'].map((key) => decodeText(issue[key]) ?? '')
          issues.push({ requestId, code: code ?? '', path: path ?? '', detail: detail ?? '' })
        }
      }
    }
  }
  // A refusal by the CRM's own rules names elements by their id instead.
  const errors = problem['errors']
  if (isObject(errors)) {
    for (const [id, detail] of Object.entries(errors)) {
      issues.push({ requestId: id, code: 'business', path: '', detail: decodeText(detail) ?? '' })
    }
  }
  return issues
}

function decodeText(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

function isObject(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
