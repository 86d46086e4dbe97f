/** A facility of the browser that did not answer: a hung storage, a lock that another page never lets go of. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'

  constructor() {
    super('no answer from the browser')
  }
}

/** Milliseconds after which a browser that has not answered never will, for what usually takes some. */
export const browserPatience = 4000
/** The same for work that may have to write megabytes. */
export const longPatience = 10_000
/** Milliseconds in which a page that stood still, and so wakes late, meets the answers that waited for it. */
const catchUp = 100

/**
 * Settles as `answer` does, or rejects with `NoAnswer` after `limit` ms of the page's clock. Whoever has to undo what comes after that does so
 * by `onLate`.
 */
export const answerWithin = <T>(
  answer: Promise<T>,
  limit: number = browserPatience,
  onLate: (value: T) => void = () => undefined,
): Promise<T> =>
  new Promise((resolve, reject) => {
    let isLate = false
    let timer = setTimeout(() => {
      timer = setTimeout(() => {
        isLate = true
        reject(new NoAnswer())
      }, catchUp)
    }, limit)
    answer.then(
      (value) => {
        clearTimeout(timer)
        if (isLate) onLate(value)
        else resolve(value)
      },
      (error: unknown) => {
        clearTimeout(timer)
        reject(error instanceof Error ? error : new Error(String(error), { cause: error }))
      },
    )
  })
