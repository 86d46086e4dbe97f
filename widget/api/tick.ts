// The script of a dedicated worker (built as tick.js, classic, no imports): told a delay in milliseconds, it posts one tick after it.
// A new delay takes the place of the one before. Timers of a worker are not slowed down in a hidden tab; those of a page are.
{
  let timer: ReturnType<typeof setTimeout> | undefined

  self.addEventListener('message', (message: MessageEvent<number>) => {
    clearTimeout(timer)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the page that made the worker is the only reader
    timer = setTimeout(() => self.postMessage(0), message.data)
  })
}
