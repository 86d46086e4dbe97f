// @vitest-environment happy-dom
import { fireEvent, within } from '@testing-library/preact'
import { act } from 'preact/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { mountRunIndicator } from '../../widget/views/mountRunIndicator'
import { aRunModel } from './aRunModel'
import { aRunReport } from './aRunReport'
import { someTexts } from './someTexts'

const writing = { written: 3_200, total: 12_480, secondsLeft: 120 }

afterEach(() => document.body.replaceChildren())

describe('the folded window of a run', () => {
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
    expect(screen.getByRole('status').textContent).toBe('Готово')
    undo()
    expect(document.body.childNodes).toHaveLength(0)
  })
})
