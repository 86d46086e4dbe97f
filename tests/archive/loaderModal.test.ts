import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HostWindow } from '../../host/page/hostWindow'
import { openHost, type OpenedHost } from '../host/page/support/openHost'

let host: OpenedHost
let page: Page

beforeAll(async () => {
  host = await openHost([])
})

beforeEach(async () => {
  page = await host.open('/contacts/list/contacts/')
})

afterAll(() => host.close())

describe('the host’s window', () => {
  test('has the host’s tree, draws by init, and shows its body on modal:loaded', async () => {
    await openModal(page, {}, '<button type="button" class="js-modal-accept">Да</button>')
    const tree = await page.evaluate(() => {
      const modal = document.querySelector('.modal')
      const [scroller, overlay] = [...(modal?.children ?? [])]
      return [
        modal?.className,
        scroller?.className,
        scroller?.firstElementChild?.className.trim(),
        overlay?.className,
      ]
    })
    expect(tree).toEqual([
      'modal modal-list',
      'modal-scroller custom-scroll',
      'modal-body',
      'default-overlay modal-overlay modal-overlay--filled',
    ])
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('js-modal-accept')
  })

  test('is 500 px wide with its own padding in the middle, whatever it holds: what is wider sticks out', async () => {
    await openModal(page, {}, '<div class="wide" style="width: 900px; height: 200px">Широкое</div>')
    const box = await page.evaluate(() => {
      const bodyOf = document.querySelector('.modal-body')
      const style = bodyOf && getComputedStyle(bodyOf)
      const { left, width } = bodyOf?.getBoundingClientRect() ?? { left: 0, width: 0 }
      const content = document.querySelector('.wide')?.getBoundingClientRect()
      const scroller = document.querySelector('.modal-scroller')
      return {
        left,
        width,
        padding: style?.padding,
        margin: style?.marginLeft,
        right: content?.right,
        overflow: scroller && getComputedStyle(scroller).overflowX,
      }
    })
    expect(box).toEqual({
      left: 390,
      width: 500,
      padding: '30px',
      margin: '-250px',
      right: 390 + 31 + 900,
      overflow: 'hidden',
    })
  })

  test('is as wide as the rule of its own class says', async () => {
    await page.addStyleTag({ content: '.probe .modal-body { width: fit-content; padding: 0 }' })
    await openModal(page, { class_name: 'probe' }, '<div style="width: 900px; height: 200px">Широкое</div>')
    const box = await page.locator('.modal-body').boundingBox()
    expect(box).toMatchObject({ x: (1280 - 902) / 2, width: 902 })
  })

  test.each([
    ['Esc', () => page.keyboard.press('Escape')],
    ['its cross', () => page.click('.modal-body__close')],
    ['a cancel button', () => page.click('.modal-body__actions .button-cancel')],
    ['a press outside', () => page.mouse.click(30, 700)],
    ['page:changed', () => page.evaluate(() => jqueryOf(window).trigger('page:changed'))],
  ] as const)('is closed by %s', async (_name, close) => {
    await page.evaluate(() =>
      Object.assign(window, { jqueryOf: (view: { jQuery: JQueryStatic }) => view.jQuery(document) }),
    )
    await openModal(page, {}, body)
    await close()
    await expect.poll(() => page.locator('.modal').count()).toBe(0)
  })

  test('stays at Esc too where presses outside do not close it', async () => {
    await openModal(page, { disable_overlay_click: true }, body)
    await page.keyboard.press('Escape')
    await page.mouse.click(30, 700)
    expect(await page.locator('.modal').count()).toBe(1)
  })

  test('is placed by its opener alone where the options say how', async () => {
    const place = await page.evaluate(
      () =>
        new Promise<unknown>((resolve, reject) => {
          const view = window as unknown as HostWindow
          view.require(
            ['lib/components/base/modal'],
            (Modal: new (options: object) => unknown) => {
              void new Modal({
                init($body: JQuery) {
                  $body.trigger('modal:loaded').html('<p>Где скажут</p>').trigger('modal:centrify')
                },
                onModalPosition($body: JQuery) {
                  $body.css('top', '7px')
                },
              })
              const { style } = document.querySelector('.modal-body') as HTMLElement
              resolve({ top: style.top, marginTop: style.marginTop })
            },
            reject,
          )
        }),
    )
    expect(place).toEqual({ top: '7px', marginTop: '' })
  })

  test('stays over a page change and all keys when its options say so', async () => {
    await openModal(
      page,
      {
        can_destroy: false,
        disable_overlay_click: true,
        disable_escape_keydown: true,
        disable_cancel_click: true,
      },
      body,
    )
    await page.keyboard.press('Escape')
    await page.mouse.click(30, 700)
    await page.click('.modal-body__actions .button-cancel')
    await page.evaluate(() => (window as unknown as HostWindow).APP.router.navigate('/leads/'))
    await page.waitForURL('**/leads/')
    await page.waitForSelector('#list_table')
    expect(await page.locator('.modal').count()).toBe(1)
  })

  test('stays when its destroy says false', async () => {
    await openModal(page, { vetoes: true }, body)
    await page.keyboard.press('Escape')
    expect(await page.locator('.modal').count()).toBe(1)
  })

  test('presses its accept button on Enter, with the spinner, but not from a text of many lines', async () => {
    await openModal(
      page,
      {},
      `<input class="one"><textarea class="many"></textarea><button class="js-modal-accept">Да</button>`,
    )
    await page.evaluate(() => {
      document
        .querySelector('.js-modal-accept')
        ?.addEventListener('click', () => Object.assign(window, { accepted: true }))
    })
    await page.focus('.many')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => (window as unknown as { accepted?: boolean }).accepted)).toBeUndefined()
    await page.focus('.one')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => (window as unknown as { accepted?: boolean }).accepted)).toBe(true)
    expect(await page.locator('.modal-body').getAttribute('class')).toContain('modal-body-loading')
  })

  test('shows an error with a second try, and a success that closes itself', async () => {
    await openModal(page, {}, body)
    await page.evaluate(() =>
      (window as unknown as { opened: { showError(text: string): void } }).opened.showError(
        'Сервер не ответил',
      ),
    )
    expect(await page.textContent('.modal-body__message')).toBe('Сервер не ответил')
    await page.click('.js-modal-try-again')
    expect(await page.evaluate(() => (window as unknown as { retried?: boolean }).retried)).toBe(true)
    await page.evaluate(() =>
      (
        window as unknown as { opened: { showSuccess(text: string, done: () => void, ms: number): void } }
      ).opened.showSuccess('Готово', () => Object.assign(window, { finished: true }), 50),
    )
    await expect.poll(() => page.locator('.modal').count()).toBe(0)
    expect(await page.evaluate(() => (window as unknown as { finished?: boolean }).finished)).toBe(true)
  })

  test('reloads the page after it closed where its body asked for that', async () => {
    await openModal(page, {}, body)
    await page.evaluate(() => {
      const view = window as unknown as { jQuery: JQueryStatic }
      view.jQuery(document).on('page:reload', () => Object.assign(window, { reloaded: true }))
      view.jQuery('.modal-body').trigger('modal:need-page-reload')
    })
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => (window as unknown as { reloaded?: boolean }).reloaded)).toBe(true)
  })
})

const body = `<div class="modal-body__inner"><button class="modal-body__close"></button><p>Текст</p>
  <div class="modal-body__actions"><button class="button-cancel">Отмена</button></div></div>`

declare function jqueryOf(view: Window): JQuery

async function openModal(on: Page, options: Record<string, unknown>, markup: string): Promise<void> {
  await on.evaluate(
    ({ given, content }) =>
      new Promise<void>((resolve) => {
        const view = window as unknown as HostWindow
        view.require(
          ['lib/components/base/modal'],
          (Modal: new (params: unknown) => unknown) => {
            const opened = new Modal({
              ...given,
              ...(given['vetoes'] ? { destroy: () => false } : {}),
              tryAgain: () => Object.assign(window, { retried: true }),
              init($body: JQuery) {
                $body.trigger('modal:loaded').html(content).trigger('modal:centrify')
              },
            })
            Object.assign(window, { opened })
            // After the window's own timer of 0 ms, which gives it the focus.
            window.setTimeout(resolve, 0)
          },
          () => resolve(),
        )
      }),
    { given: options, content: markup },
  )
}
