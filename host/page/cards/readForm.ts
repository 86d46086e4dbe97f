import { readInput } from './readInput'

/** Values of a form by input name. Boxes give their value or an empty text, multiple lists the ids joined by commas. */
export function readForm(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {}
  for (const element of form.elements) {
    const name = element.getAttribute('name')
    if (name) values[name] = readInput(element)
  }
  return values
}
