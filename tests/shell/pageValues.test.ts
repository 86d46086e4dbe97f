import { expect, it, vi } from 'vitest'
import ru from '../../i18n/ru.json'
import { noteLoss, pageValues } from '../../widget/shell/page/pageValues'

it('traces once for each page load what is lost with a value', () => {
  const trace = vi.spyOn(console, 'debug').mockReturnValue()
  noteLoss('notifications')
  noteLoss('notifications')
  expect(trace).toHaveBeenCalledExactlyOnceWith(
    'sales-analytics: no usable notifications in the page: messages are shown in a window of our own',
  )
})

it('has words for the users who would miss something', () => {
  expect(pageValues['constant(user_rights)'].told).toBe('run.rightsUnknown')
  expect(ru.run.rightsUnknown).toContain('права')
  expect(ru.card.rightsUnknown).toContain('права')
})
