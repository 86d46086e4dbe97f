/**
 * Reads a settings value the way the page does after `widget:installed`: as the inside of a single-quoted script literal.
 * A backslash is eaten and an apostrophe breaks it (HOST), so a widget that stores either sees here what happens.
 * @throws SyntaxError where the value holds an apostrophe that no backslash covers.
 */
export function readQuotedValue(value: string): string {
  let read = ''
  for (let index = 0; index < value.length; index += 1) {
    const sign = value.charAt(index)
    if (sign === "'") throw new SyntaxError('Unexpected end of a quoted settings value')
    if (sign === '\\') index += 1
    read += value.charAt(index)
  }
  return read
}
