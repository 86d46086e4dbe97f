// @vitest-environment happy-dom
import { cleanup, fireEvent, within } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { mountRunDialog } from '../../widget/views/mountRunDialog'
import { aRunModel } from './aRunModel'
import { someTexts } from './someTexts'

afterEach(() => {
  cleanup()
  document.body.replaceChildren()
})

describe('the window of a run whose list fell without a word of the CRM', () => {
  it('lets it be taken as it is only by a button that says so', () => {
    const { model, run } = aRunModel({
      phase: 'paused',
      during: 'reading',
      reason: { kind: 'listFall', source: 'leads', before: 512, now: 0 },
      kept: 'stored',
      reading: null,
      writing: null,
    })
    mountRunDialog(document.body, model, someTexts())
    const screen = within(document.body)
    expect(document.body.textContent).toContain('В прошлый раз: 512 сделок, сейчас: 0')
    expect(screen.queryByRole('button', { name: 'Продолжить' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Всё верно, продолжить' }))
    expect(run.calls).toEqual(['resume'])
  })
})
