/** The filters that a filled form stands for: empty inputs left out. */
export function readFilterForm(form: HTMLFormElement): [string, string][] {
  const filters: [string, string][] = []
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim() !== '') filters.push([name, value.trim()])
  }
  return filters
}
