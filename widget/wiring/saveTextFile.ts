/** Has the browser save a text file as it is given. @throws where it takes neither kind of address */
export const saveTextFile = (name: string, text: string): void => {
  const { url, release } = addressOf(text)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the address after this task.
  setTimeout(release, 60_000)
}

const mediaType = 'text/csv;charset=utf-8'

const addressOf = (text: string): { readonly url: string; readonly release: () => void } => {
  try {
    const url = URL.createObjectURL(new Blob([text], { type: mediaType }))
    return { url, release: () => URL.revokeObjectURL(url) }
  } catch {
    // Some policies and extensions take them away: the text itself can be the address.
    return { url: `data:${mediaType},${encodeURIComponent(text)}`, release: () => undefined }
  }
}
