import ru from '../../../i18n/ru.json'
import type { BulkRun } from '../../../widget/jobs/bulkRun'
import type { CardRefresh } from '../../../widget/jobs/cardRefresh'
import { createCardRefresh } from '../../../widget/jobs/createCardRefresh'
import type { ParentRef } from '../../../widget/records/parents'
import type { Settings } from '../../../widget/settings/settings'
import { formatSettings } from '../../../widget/settings/formatSettings'
import { createHostPage } from '../../../widget/shell/createHostPage'
import type { HostTexts, HostWidget } from '../../../widget/shell/hostTypes'
import type { Texts } from '../../../widget/texts/createTexts'
import { createRunJob, type RunJob } from '../../../widget/wiring/createRunJob'
import { createRunLink } from '../../../widget/wiring/createRunLink'
import { createSession } from '../../../widget/wiring/createSession'
import { createSessionBase } from '../../../widget/wiring/createSessionBase'
import { createSettingsFeed } from '../../../widget/wiring/createSettingsFeed'
import type { Session } from '../../../widget/wiring/session'
import { setUpFields } from '../../../widget/wiring/setUpFields'
import { aRealApp, constantsOf } from '../../shell/aPage'
import type { TabInHand } from './browser/createComputer'

/** The widget on one page of the CRM in one tab, joined as its own wiring joins it; the screens alone are left out. */
export interface OpenWidget {
  readonly tab: TabInHand
  readonly session: Session
  readonly texts: Texts
  /** The run of this tab, made when its window is opened for the first time. */
  readonly job: () => RunJob
  readonly run: () => BulkRun
  /** The refresh of a card, not begun yet. */
  readonly card: (parent: ParentRef) => CardRefresh
}

export interface PageOf {
  readonly accountId: number
  readonly settings: Settings
}

/** Loads the widget in a tab. Throws where the widget itself does: then the user has neither menu nor panel. */
export const openWidget = (tab: TabInHand, { accountId, settings }: PageOf): OpenWidget =>
  tab.inside(() => {
    const constants = constantsOf('admin')
    const account = { ...(constants['account'] as object), id: accountId, cf: {} }
    const app = aRealApp({ ...constants, account })
    const hostPage = createHostPage({ APP: app, location: { pathname: '/leads/', assign: () => undefined } })
    const widget = {
      params: { widget_code: 'sales_analytics', custom: formatSettings(settings), version: '1' },
      langs: ru as unknown as HostTexts,
      set_settings: () => undefined,
    } as unknown as HostWidget
    const base = createSessionBase(
      hostPage,
      createSettingsFeed(accountId, () => performance.now()),
    )
    base.applySettings(widget)
    const session = createSession(base, '1', () => 0)
    const texts = session.plainTexts(widget)
    let job: RunJob | null = null
    const theJob = (): RunJob =>
      (job ??= tab.inside(() =>
        createRunJob(session, createRunLink(`sales-analytics.run.${accountId}`), () => texts),
      ))
    return {
      tab,
      session,
      texts,
      job: theJob,
      run: () => theJob().run,
      card: (parent) =>
        tab.inside(() =>
          createCardRefresh(
            {
              client: session.client,
              clock: session.clock,
              directory: session.directory,
              freshCards: session.freshCards,
              settings: session.settings,
              user: session.user,
              checkUser: session.checkUser,
              fieldNames: async () => texts.fieldNames,
              accountId: () => session.storeOwner().accountId,
              knownFields: session.knownFields,
              setUpFields: (request, options) => setUpFields(session.client, request, options),
            },
            parent,
          ),
        ),
    }
  })
