/** What a call is about, in the words of `methods.…`. */
export type MethodSubject =
  | 'leads'
  | 'contacts'
  | 'companies'
  | 'customers'
  | 'customerStages'
  | 'pipelines'
  | 'events'
  | 'fields'
  | 'groups'

export interface MethodOfCall {
  readonly subject: MethodSubject
  /** False for calls that change something. */
  readonly isReading: boolean
  /** One record by its id. */
  readonly isSingle: boolean
}

/** The more exact ones first. */
const subjects: readonly (readonly [RegExp, MethodSubject])[] = [
  [/^\w+\/custom_fields\/groups/, 'groups'],
  [/^\w+\/custom_fields/, 'fields'],
  [/^leads\/pipelines/, 'pipelines'],
  [/^customers\/statuses/, 'customerStages'],
  [/^customers/, 'customers'],
  [/^leads/, 'leads'],
  [/^contacts/, 'contacts'],
  [/^companies/, 'companies'],
  [/^events/, 'events'],
]

/** The method behind `GET /api/v4/…`; null for the account itself, and where no call is named. */
export const methodOf = (request: string): MethodOfCall | null => {
  const [, verb, path = ''] = /^(\w+) \/api\/v4\/([^?]*)/.exec(request) ?? []
  const subject = subjects.find(([pattern]) => pattern.test(path))?.[1]
  if (subject === undefined) return null
  return { subject, isReading: verb === 'GET', isSingle: /^\w+\/\d+$/.test(path) }
}
