// @vitest-environment happy-dom
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareTwig, usedTwig } from '../../../host/page/twig/prepareTwig'
import type { TwigExports, TwigFunction } from '../../../host/page/twig/twigTypes'

const library = createRequire(import.meta.url)('twig') as TwigExports
let twig: TwigFunction

beforeAll(() => {
  expect(() => usedTwig()).toThrow('not loaded')
  Object.assign(window, { APP: { lang: { save: 'Сохранить' }, lang_id: 'ru' } })
  twig = prepareTwig(library)
})

afterAll(() => {
  Object.assign(window, { APP: undefined, Twig: undefined, twig: undefined })
})

const draw = (data: string, params: Record<string, unknown> = {}): string => twig({ data }).render(params)

describe('the template engine of the page', () => {
  test('knows the texts of the page and its language in every template', () => {
    expect(draw('{{ lang.save }} {{ lang_id }} {{ "save"|i18n }}')).toBe('Сохранить ru Сохранить')
  })

  test('counts in the page’s language', () => {
    const forms = 'вариант,варианта,вариантов,варианты'
    const said = [1, 2, 5, 11, 21, 'all'].map((n) => draw('{{ forms|numeral(n) }}', { forms, n }))
    expect(said).toEqual(['вариант', 'варианта', 'вариантов', 'вариантов', 'вариант', 'варианты'])
  })

  test('keeps a template under its id for later, also for includes', () => {
    twig({ id: 'row', data: '<i>{{ a }}</i>' })
    expect(twig({ ref: 'row' }).render({ a: 1 })).toBe('<i>1</i>')
    const outer = twig({ data: '{% include "row" %}', allowInlineIncludes: true })
    expect(outer.render({ a: 2 })).toBe('<i>2</i>')
  })

  test('escapes what a widget gives to a control, and takes its attributes as they are', () => {
    const input = twig({ ref: '/tmpl/controls/input.twig' }).render({
      name: 'a',
      value: '"><script>',
      additional_data: 'data-own="1"',
    })
    expect(input).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(input).toContain(' data-own="1" ')
  })

  test('draws every control without parameters, and with wrong ones', () => {
    const names = Object.keys(library.Templates?.registry ?? {}).filter((ref) => ref.startsWith('/tmpl/'))
    expect(names).toHaveLength(15)
    for (const ref of names)
      for (const params of [
        {},
        { items: 'none', values: null, selected: {}, name: [], ajax: null, style: 5 },
      ])
        expect(twig({ ref }).render(params)).toContain('<')
  })

  test('a select takes the chosen one, else the first, and the text where there is no id', () => {
    const items = [{ option: 'Раз' }, { id: 0, option: 'Ноль' }]
    const valueOf = (selected?: unknown): string | undefined =>
      / value="([^"]*)" data-prev/.exec(
        twig({ ref: '/tmpl/controls/select.twig' }).render({ items, selected }),
      )?.[1]
    expect([valueOf(), valueOf(0), valueOf('Раз'), valueOf('нет')]).toEqual(['Раз', '0', 'Раз', 'Раз'])
  })
})
