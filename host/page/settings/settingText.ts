/** A settings value as a form field carries it: texts and numbers as they are, everything else as JSON, nothing as ''. */
export function settingText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
