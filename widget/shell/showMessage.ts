/** Milliseconds for which a message that is no error stays. */
const patience = 20_000

const className = 'sales-analytics__message'

/** Shows a message in a window of our own, for pages whose messages are missing or fail: what is refused must be seen. An error stays until it is put away. */
export const showMessage = (kind: 'message' | 'error', header: string, text: string): void => {
  const message = document.createElement('div')
  message.className = `sales-analytics ${className}`
  message.setAttribute('role', kind === 'error' ? 'alert' : 'status')
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'sales-analytics__button'
  close.textContent = 'OK'
  close.addEventListener('click', () => message.remove())
  message.append(paragraph('header', header), paragraph('text', text), close)
  for (const same of document.querySelectorAll(`.${className}`))
    if (same.textContent === message.textContent) same.remove()
  document.body.append(message)
  if (kind === 'message') setTimeout(() => message.remove(), patience)
}

const paragraph = (part: string, text: string): HTMLElement => {
  const element = document.createElement('p')
  element.className = `${className}-${part}`
  element.textContent = text
  return element
}
