import './view.css'
import type { Texts } from '../texts/createTexts'
import type { Message } from '../texts/errorText'
import { Button } from './controls/Button'
import { MessageNotice } from './controls/MessageNotice'
import { mountView } from './mountView'

/** Draws into `container` why a screen could not be loaded, and a button that tries again. Returns its undo. */
export const mountLoadFailure = (
  container: Element,
  texts: Texts,
  message: Message,
  retry: () => void,
): (() => void) =>
  mountView(
    container,
    texts,
    'settings',
    <MessageNotice tone="error" message={message} hasSupport>
      <Button onClick={retry}>{texts.text('common.retry')}</Button>
    </MessageNotice>,
  )
