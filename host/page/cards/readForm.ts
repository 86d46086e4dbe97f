/** Values of a form by input name. Boxes give their value or an empty text, multiple lists the ids joined by commas. */
export function readForm(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {}
  for (const element of form.elements) {
    const name = element.getAttribute('name')
    if (name) values[name] = readInput(element)
  }
  return values
}

/** The value of one input as the form's model keeps it. */
export function readInput(element: Element): string {
  if (element instanceof HTMLSelectElement && element.multiple) {
    return [...element.selectedOptions].map((option) => option.value).join(',')
  }
  if (element instanceof HTMLInputElement && element.type === 'checkbox')
    return element.checked ? element.value : ''
  return element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
    ? element.value
    : ''
}
