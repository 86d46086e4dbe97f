/** A comment that must stay: a licence or a copyright notice. */
const isLegal = (text) => /^!|@license|@preserve|copyright/i.test(text)

/**
 * A vite plugin that drops the comments of bundled packages, except their licences: the archive is read by people, and what they came
 * to read is the widget.
 *
 * @returns {import('vite').Plugin}
 */
export const packageComments = () => ({
  name: 'sales-analytics:package-comments',
  async transform(code, id) {
    if (!/[\\/]node_modules[\\/]/.test(id) || !/\.[cm]?js(\?|$)/.test(id)) return null
    const { parseSync } = await import('vite')
    const { comments } = parseSync(id.replace(/\?.*$/, ''), code)
    return { code: withoutComments(code, comments), map: null }
  },
})

const withoutComments = (code, comments) => {
  const parts = []
  let from = 0
  for (const comment of comments) {
    if (isLegal(comment.value)) continue
    parts.push(code.slice(from, comment.start))
    // A comment that spans lines counts as a line break in JavaScript.
    parts.push(comment.value.includes('\n') ? '\n' : ' ')
    from = comment.end
  }
  return [...parts, code.slice(from)].join('')
}
