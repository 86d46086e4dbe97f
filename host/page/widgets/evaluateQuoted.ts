const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
}

/**
 * The value of a text between apostrophes, as a script would read it. The page puts the settings through this after
 * `widget:installed` (HOST: `eval("'" + text + "'")`), so a backslash is eaten, `\n` becomes a line and an apostrophe
 * ends the text: a widget that stores either sees here what happens.
 * @throws SyntaxError where a script would not read: an apostrophe, a line break, half an escape.
 */
export function evaluateQuoted(text: string): string {
  let read = ''
  let index = 0
  while (index < text.length) {
    const sign = text.charAt(index)
    if (sign === "'" || sign === '\n' || sign === '\r')
      throw new SyntaxError(`eval('…'): строка оборвана знаком ${JSON.stringify(sign)}`)
    if (sign !== '\\') {
      read += sign
      index += 1
      continue
    }
    const { value, length } = readEscape(text.slice(index))
    read += value
    index += length
  }
  return read
}

/** What a backslash and the signs after it stand for, and how many signs that takes. */
function readEscape(text: string): { value: string; length: number } {
  const next = text.charAt(1)
  if (next === '') throw new SyntaxError("eval('…'): строка оборвана знаком \\")
  if (next === 'u' || next === 'x') {
    const pattern = next === 'x' ? /^\\x([\da-f]{2})/i : /^\\u(?:([\da-f]{4})|\{([\da-f]+)\})/i
    const [whole = '', short, long] = pattern.exec(text) ?? []
    const point = Number.parseInt(short ?? long ?? '', 16)
    if (whole === '' || point > 0x10ffff) throw new SyntaxError(`eval('…'): неверный знак \\${next}`)
    return { value: String.fromCodePoint(point), length: whole.length }
  }
  if (text.startsWith('\\\r\n')) return { value: '', length: 3 }
  if (/[\n\r\u2028\u2029]/.test(next)) return { value: '', length: 2 }
  return { value: SHORT_ESCAPES[next] ?? next, length: 2 }
}
