/** A text that was never given before in this browser. `crypto.randomUUID` is not there on pages without https, nor in older browsers. */
export const createTag = (): string => {
  try {
    return crypto.randomUUID()
  } catch {
    // A collision of two such texts in one browser is as likely as of two made by it in a lifetime.
    return [Date.now(), Math.random(), Math.random()].map((number) => number.toString(36)).join('-')
  }
}
