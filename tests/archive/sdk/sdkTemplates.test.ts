import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedHost } from '../../host/page/support/openHost'
import { expectSeen, openSamples, seenBy } from '../support/openSamples'
import { poll } from '../support/poll'

const code = 'sample_templates'
let host: OpenedHost
let page: Page

beforeAll(async () => {
  host = await openSamples([code], { contacts: [{ id: 1, name: 'Анна' }] })
  page = await host.open('/contacts/detail/1')
})

afterAll(() => host.close())

describe('a template of a widget', () => {
  test('given as a text is drawn by Twig: names, loops, conditions, filters', async () => {
    await expectSeen(page, code, {
      data: 'The cupcake is a lie.',
      loop: '<div><ul><li>Name : name1, id: id1</li><li>Name : name2, id: id2</li></ul></div>',
      condition: 'много',
      filter: 'А 1, 2',
    })
  })

  test('draws the controls of the CRM by include_control and by reference', async () => {
    const { control, ref } = await seenBy<{ control: string; ref: string }>(page, code)
    expect(control).toContain('<button type="button" class="button-input button-input_blue"')
    expect(control).toContain('<span class="button-input-inner__text">Да</span>')
    expect(ref).toContain('<div class="control--select subs_w"')
    expect(ref).toContain('id="sample_list" name="" value="id1"')
  })

  test('in a file is read from the widget’s folder, handed to load, with and without a slash', async () => {
    await expectSeen(page, code, { loaded: 'The pie is a lie.', withoutSlash: true })
  })

  test('in a file comes by a promise, also through a module of the widget’s own', async () => {
    await poll(async () => String((await seenBy(page, code))['promised'])).toContain('1. ANNA (admin)')
    const { promised } = await seenBy<{ promised: string }>(page, code)
    expect(promised).toContain('<li>2. BORIS</li>')
    expect(promised).toContain('placeholder="Поле для заполнения"')
  })

  test('reaches the engine as a module that is a function, and as the globals Twig and twig', async () => {
    await expectSeen(page, code, { engine: 'function 5', globals: 'object function object' })
  })

  test('stands in the right column with its data and the widget’s own markup, in that order', async () => {
    const body = page.locator(
      '#widgets_block .card-widgets__widget-sample_templates .card-widgets__widget__body',
    )
    expect(await body.innerText()).toMatch(/^BUTTON, name1, name2\s+своё$/)
    expect(await page.locator('.sample-caption[data-code="sample_templates"]').isVisible()).toBe(true)
  })

  test('is an error of the page where its file is missing', async () => {
    const failed = page.waitForEvent('pageerror')
    await page.evaluate(() => {
      const { APP } = window as unknown as {
        APP: { widgets: { list: Record<string, { render(target: unknown): unknown }> } }
      }
      APP.widgets.list['sample_templates']?.render({
        href: '/templates/none.twig',
        base_path: '/upl/sample_templates/widget',
        load: () => undefined,
      })
    })
    expect((await failed).message).toContain('/upl/sample_templates/widget/templates/none.twig')
  })
})

test('render_template throws where a page has no right column', async () => {
  const other = await host.open('/contacts/list/contacts/')
  await expectSeen(other, code, { noColumn: 'TypeError' })
})
