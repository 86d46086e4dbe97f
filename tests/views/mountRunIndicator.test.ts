// @vitest-environment happy-dom
import { fireEvent, within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { mountRunIndicator } from '../../widget/views/mountRunIndicator'
import { aRunModel } from './aRunModel'
import { aRunReport } from './aRunReport'
import { somePreview } from './somePreview'
import { someTexts } from './someTexts'

const writing = { written: 3_200, total: 12_480, secondsLeft: 120 }

afterEach(() => document.body.replaceChildren())

describe('the folded window of a run', () => {
  it('is taken away by its cross when the run is over', () => {
    const { model, asked } = aRunModel({ phase: 'report', report: aRunReport() })
    model.fold()
    const undo = mountRunIndicator(document.body, model, someTexts())
    fireEvent.click(within(document.body).getByRole('button', { name: 'Закрыть' }))
    expect(asked).toEqual(['dismiss'])
    expect(model.isFolded.value).toBe(false)
    undo()
  })

  it('is an icon where nothing more fits, and says a pause without a loose full stop', () => {
    const { model } = aRunModel({
      phase: 'paused',
      during: 'writing',
      reason: { kind: 'user' },
      kept: 'stored',
      reading: null,
      writing,
    })
    const undo = mountRunIndicator(document.body, model, someTexts())
    const screen = within(document.body)
    expect(screen.getByRole('status').textContent).toBe('Пауза')
    void act(() => {
      model.isCramped.value = true
    })
    expect(screen.queryByRole('status')).toBeNull()
    expect(screen.getByRole('button', { name: /^II/ })).toBeDefined()
    undo()
  })

  it('says as an icon that the run waits for the user, and why', () => {
    const { model, run } = aRunModel({ phase: 'preview', preview: somePreview([]) })
    model.isShrunk.value = true
    const undo = mountRunIndicator(document.body, model, someTexts())
    const screen = within(document.body)
    expect(screen.getByRole('button', { name: /^! .*Готово к записи/ })).toBeDefined()
    void act(() =>
      run.show({
        phase: 'paused',
        during: 'writing',
        reason: { kind: 'crm', error: 'session', detail: '' },
        kept: 'stored',
        reading: null,
        writing,
      }),
    )
    expect(screen.getByRole('button', { name: /^! .*Сессия закончилась/ })).toBeDefined()
    void act(() => run.show({ phase: 'writing', progress: writing, isStopping: false }))
    expect(screen.getByRole('button', { name: /^26%/ })).toBeDefined()
    undo()
  })

  it('follows the run, shrinks to an icon and opens again', () => {
    const { model, run } = aRunModel({ phase: 'writing', progress: writing, isStopping: false })
    model.fold()
    const undo = mountRunIndicator(document.body, model, someTexts())
    const screen = within(document.body)
    expect(screen.getByRole('status').textContent).toMatch(/Записано 3\s200 из 12\s480/)
    fireEvent.click(screen.getByRole('button', { name: 'Свернуть в значок' }))
    fireEvent.click(screen.getByRole('button', { name: /^26%.*Развернуть$/ }))
    expect(model.isFolded.value).toBe(false)
    expect(model.isShrunk.value).toBe(false)
    void act(() => run.show({ phase: 'report', report: aRunReport() }))
    expect(screen.getByRole('status').textContent).toBe('Готово: записано 327, ошибок 0')
    undo()
    expect(document.body.childNodes).toHaveLength(0)
  })
})
