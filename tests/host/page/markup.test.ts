import { describe, expect, test } from 'vitest'
import { html } from '../../../host/page/markup'

describe('html', () => {
  test('escapes every value, also inside attributes', () => {
    const name = `<img src=x onerror="alert(1)">'&`
    expect(html`<b title="${name}">${name}</b>`.source).not.toMatch(/<img|"alert|'&/)
  })

  test('takes markup and lists of markup as they are, and nothing for null and false', () => {
    expect(html`<ul>${[html`<li>1</li>`, html`<li>2</li>`]}${null}${false}</ul>`.source).toBe(
      '<ul><li>1</li><li>2</li></ul>',
    )
  })
})
