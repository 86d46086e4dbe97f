import { dirname, resolve } from 'node:path'
import { DEFAULT_WIDGET_CODE } from './account/accountStore'
import type { AccountFile, FileWidget } from './account/accountFile'
import { isZipText } from './archives/openArchive'

/**
 * Reads `--widget CODE=PATH` as often as it is given: paths by codes. Throws an error with a sentence for a person when
 * one does not fit.
 */
export function readWidgets(given: readonly string[]): Record<string, string> {
  const widgets: Record<string, string> = {}
  for (const one of given) {
    const [, code = '', path = ''] = /^([^=]*)=(.*)$/.exec(one) ?? []
    if (!/^[\w-]+$/.test(code) || path === '')
      throw new Error(`--widget ${one}: нужно КОД=ПАПКА или КОД=ФАЙЛ.zip, код из латинских букв, цифр, - и _`)
    if (code === DEFAULT_WIDGET_CODE)
      throw new Error(`--widget ${one}: код ${code} у виджета этого проекта, его папку задаёт --archive`)
    if (Object.hasOwn(widgets, code)) throw new Error(`--widget ${one}: код ${code} уже назван`)
    widgets[code] = path
  }
  return widgets
}

/** The account of a file, its widgets' archives found from the file's folder. What is no list of widgets is left as it is. */
export function withFullPaths(account: AccountFile, file: string): AccountFile {
  if (!Array.isArray((account as AccountFile | null)?.widgets)) return account
  const folder = dirname(resolve(file))
  const widgets = account.widgets?.map((widget: FileWidget | null) => {
    const archive = widget?.archive
    const isPath = typeof archive === 'string' && !isZipText(archive)
    return isPath ? { ...widget, archive: resolve(folder, archive) } : widget
  })
  return { ...account, widgets: widgets as FileWidget[] }
}
