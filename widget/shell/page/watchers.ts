type ChangeWatcher = Pick<MutationObserver, 'observe' | 'disconnect'>
type SizeWatcher = Pick<ResizeObserver, 'observe' | 'disconnect'>

const nobody: ChangeWatcher & SizeWatcher = { observe: () => undefined, disconnect: () => undefined }

/** Watches the page's markup; where the browser gives no observer, what is drawn stays as it was drawn. */
export const createChangeWatcher = (onChanges: MutationCallback): ChangeWatcher => {
  try {
    return new MutationObserver(onChanges)
  } catch {
    // There is none in this browser, or the page has put something else in its place.
    return nobody
  }
}

/** Watches the sizes of elements, in the same way. */
export const createSizeWatcher = (onSize: () => void): SizeWatcher => {
  try {
    return new ResizeObserver(onSize)
  } catch {
    // The same.
    return nobody
  }
}
