/** Says in the place of a form that it is on its way. */
export const showLoadingLine = (container: Element, text: string): Element => {
  const line = document.createElement('p')
  line.className = 'sales-analytics sales-analytics_settings sales-analytics__settings-loading'
  line.setAttribute('role', 'status')
  line.textContent = text
  container.append(line)
  return line
}
