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
