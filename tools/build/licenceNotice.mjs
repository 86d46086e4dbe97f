import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The licences of the packages that a chunk holds, as one comment for its head.
 *
 * @param {string[]} moduleIds paths of the chunk's modules
 * @returns {string} empty when the chunk holds no package
 */
export const licenceNotice = (moduleIds) => {
  const roots = [...new Set(moduleIds.map(packageRoot).filter((root) => root !== null))].sort()
  if (roots.length === 0) return ''
  const packages = roots.map(describe)
  const texts = [...new Set(packages.map((one) => one.text))]
  const blocks = texts.map((text) => {
    const heads = packages.filter((one) => one.text === text).map((one) => one.head)
    return `${heads.join('\n')}\n\n${text}`
  })
  const lines = `Bundled packages and their licences\n\n${blocks.join('\n\n')}`
    .replaceAll('*/', '* /')
    .split('\n')
  return `/*!\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`
}

const packageRoot = (id) => {
  const found = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)
  return found === null ? null : found[1]
}

const describe = (root) => {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const file = readdirSync(root).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry))
  const full =
    file !== undefined && existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
  const lines = full.split(/\r?\n/).map((line) => line.trim())
  const holder = lines.find((line) => /^#*\s*copyright/i.test(line))?.replace(/^#*\s*/, '')
  const text = lines
    .filter((line) => !/^#*\s*copyright/i.test(line) && !/^#?\s*(the )?mit licen[cs]e/i.test(line))
    .join('\n')
  return {
    head: [`${name} ${version}`, license, holder].filter(Boolean).join(', '),
    text: text.replace(/\s+/g, ' ').trim() === '' ? `License: ${license}` : wrap(text),
  }
}

/** The same licence is laid out in lines of different length by different packages: one layout lets equal texts be told once. */
const wrap = (text) => {
  const words = text.replace(/\s+/g, ' ').trim().split(' ')
  const lines = ['']
  for (const word of words) {
    const line = lines[lines.length - 1]
    if (line.length + word.length > 110) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}
