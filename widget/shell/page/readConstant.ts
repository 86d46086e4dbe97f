import { asRecord } from './asTyped'
import { noteLoss } from './pageValues'
import { callFor } from './readAt'

/** An object of `APP.constant` (RU:web_sdk/env_variables), asked at each use: the page merges fresh values into it. Empty where there is none. */
export const readConstant = (
  app: unknown,
  name: 'account' | 'managers' | 'user' | 'user_rights',
): Readonly<Record<string, unknown>> => {
  const found = asRecord(callFor(app, 'constant', name))
  if (found === undefined) noteLoss(`constant(${name})`)
  return found ?? {}
}
