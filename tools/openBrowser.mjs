import { chromiumAdvice, chromiumFlags, findChromium } from './findChromium.mjs'

/**
 * Starts a Chromium without a window.
 *
 * @param {readonly string[]} flags beside those that every Chromium here gets
 * @returns {Promise<import('playwright-core').Browser>} to be closed by the caller
 * @throws with advice for a person when there is no Chromium
 */
export const openBrowser = async (flags = []) => {
  const executablePath = findChromium({ say: (line) => console.log(line) })
  if (executablePath === null) throw new Error(chromiumAdvice)
  const { chromium } = await import('playwright-core')
  return chromium.launch({ executablePath, args: [...chromiumFlags, ...flags] })
}
