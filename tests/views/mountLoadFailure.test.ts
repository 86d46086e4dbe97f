// @vitest-environment happy-dom
import { fireEvent, within } from '@testing-library/preact'
import { expect, it, vi } from 'vitest'
import { CrmError } from '../../widget/records/crmError'
import { classifyError } from '../../widget/texts/classifyError'
import { errorText } from '../../widget/texts/errorText'
import { mountLoadFailure } from '../../widget/views/mountLoadFailure'
import { someTexts } from './someTexts'

it('says in words why the settings cannot be shown, and tries again when asked', () => {
  const error = new CrmError({
    kind: 'forbidden',
    method: 'GET',
    path: '/api/v4/leads/pipelines',
    status: 403,
    detail: 'Недостаточно прав',
  })
  const retry = vi.fn()
  const texts = someTexts()
  const undo = mountLoadFailure(
    document.body,
    texts,
    errorText(texts, classifyError(error), 'settings'),
    retry,
  )
  const said = within(document.body).getByRole('alert').textContent
  expect(said).toContain('CRM не разрешила действие: прочитать воронки — Недостаточно прав')
  expect(said).toContain('Настройки не изменились.')
  expect(said).toContain('help@example.com')
  expect(said).not.toContain('GET')
  fireEvent.click(within(document.body).getByRole('button', { name: 'Повторить' }))
  expect(retry).toHaveBeenCalledOnce()
  undo()
  expect(document.body.childNodes).toHaveLength(0)
})
