import { describe, expect, it } from 'vitest'
import { cleanPackages } from '../../tools/build/cleanPackages.mjs'
import { licenceNotice } from '../../tools/build/licenceNotice.mjs'

const clean = async (code: string, id = '/x/node_modules/axios/index.js'): Promise<string | null> => {
  const { transform } = cleanPackages()
  const result = await transform(code, id)
  return result?.code ?? null
}

describe('bundled packages', () => {
  it('lose their comments and keep their licences', async () => {
    const code =
      '/*! Axios v1 */\n/** docs */ const a = 1 // why\n/* @license MIT */ const b = "// no comment"\n'
    const cleaned = await clean(code)
    expect(cleaned).toContain('/*! Axios v1 */')
    expect(cleaned).toContain('/* @license MIT */')
    expect(cleaned).toContain('"// no comment"')
    expect(cleaned).not.toMatch(/docs|why/)
  })

  it('keep the line break that a comment over several lines stands for', async () => {
    expect(await clean('const a = 1 /*\n*/ const b = 2\n')).toMatch(/1 \n\s*const b/)
  })

  it('say nothing to the console, also with comments among the words', async () => {
    const cleaned = await clean('if (x) console.warn("a", /* why */ f(1)); console.error(2)\n')
    expect(cleaned).toBe('if (x) void 0; void 0\n')
  })

  it('say of what they do at once that it is so without the words of a synchronous request', async () => {
    const cleaned = (await clean('const check = { kind: "schema", async: false, run: () => 1 }\n')) ?? ''
    expect(cleaned).toMatch(/async: isAsync, run/)
    expect(cleaned).not.toContain('async: false')
    // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- the cleaned text is what is judged
    expect(new Function(`${cleaned}; return check.async`)()).toBe(false)
  })

  it('are all that is cleaned', async () => {
    expect(await clean('// ours', '/x/widget/script.js')).toBeNull()
  })

  it('are named with their licences once each', () => {
    const root = `${process.cwd()}/node_modules`
    const notice = licenceNotice([
      `${root}/preact/dist/preact.mjs`,
      `${root}/axios/lib/axios.js`,
      `${root}/axios/lib/utils.js`,
      `${process.cwd()}/widget/script.ts`,
    ])
    expect(notice).toMatch(/^\/\*!/)
    expect(notice.match(/axios \d/g)).toHaveLength(1)
    expect(notice).toMatch(/preact \d+\.\d+\.\d+, MIT, Copyright/)
    expect(notice.match(/Permission is hereby granted/g)).toHaveLength(1)
  })

  it('are not named where there are none', () => {
    expect(licenceNotice(['/x/widget/script.ts'])).toBe('')
  })
})
