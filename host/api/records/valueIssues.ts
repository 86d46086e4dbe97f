import type { ValidationIssue } from '../problem'

/** A value of another type than the field takes. */
export function wrongType(path: string, type: string): ValidationIssue {
  return { code: 'InvalidType', path, detail: `This value should be of type ${type}.` }
}

/** A value that is none of those that can be chosen. */
export function notSupported(path: string): ValidationIssue {
  return { code: 'NotSupportedChoice', path, detail: 'The value you selected is not a valid choice.' }
}

/** A key that must be there. */
export function missing(path: string): ValidationIssue {
  return { code: 'FieldMissing', path, detail: 'This field is missing.' }
}
