import { withoutIds } from '../../../widget/settings/accountOfSettings'
import {
  type SettingsFormModel,
  type SettingsFormOptions,
} from '../../../widget/state/createSettingsFormModel'
import type { Texts } from '../../../widget/texts/createTexts'
import { mountSettingsForm } from '../../../widget/views/mountSettingsForm'
import { someSettings } from '../../builders/someSettings'
import { aSettingsForm, twoPipelines } from '../aSettingsForm'

type Screen = (container: Element, texts: Texts) => void

const form =
  (
    options: Partial<SettingsFormOptions> = {},
    prepare: (model: SettingsFormModel) => void = () => {},
  ): Screen =>
  (container, texts) => {
    const model = aSettingsForm(options)
    prepare(model)
    mountSettingsForm(container, model, texts)
  }

const mixed = someSettings({
  entities: ['contacts'],
  inWork: { open: false, stages: { 10: [21], 77: [771] } },
  bought: { won: true, stages: { 10: [22] } },
})
const nothing = async (): Promise<void> => {}

export const settingsScreens: Readonly<Record<string, Screen>> = {
  'settings-default': form(),
  'settings-mixed': form({
    settings: mixed,
    typesWithFields: ['contacts', 'companies'],
    actions: { deleteFields: nothing },
  }),
  'settings-picker': form({ settings: mixed }, (model) => {
    const picker = model.pickers.inWork
    picker.open()
    const option = picker.pipelines.value[0]?.stages.find(({ takenBy }) => takenBy === 'bought')
    if (option !== undefined) picker.toggleStage(option)
  }),
  'settings-error': form({}, (model) => {
    model.toggleType('contacts')
    model.toggleType('companies')
    model.attemptSave()
  }),
  'settings-unreadable': form({
    issues: [{ code: 'unreadable', path: '', expected: 'an object of settings', received: '{{' }],
  }),
  'settings-other-account': form({
    settings: withoutIds(mixed),
    issues: [{ code: 'otherAccount', path: 'account', expected: '31000100', received: '77000001' }],
  }),
  'settings-buyers-off': form({ customersMode: 'disabled' }),
  'settings-buyers-refused': form({
    findBuyersRefusal: async () => ({
      kind: 'refused',
      status: 403,
      detail: '',
      request: 'GET /api/v4/customers/statuses',
    }),
  }),
  'settings-segments': form({ customersMode: 'segments', pipelines: twoPipelines() }),
  'settings-advanced': form(
    {
      isGroupMissing: true,
      settings: someSettings({ saleDateField: 905, rate: 20 }),
      actions: { restoreGroup: nothing, clearBrowser: nothing },
    },
    (model) => {
      model.toggleAdvanced()
      model.markSaved('нет прав')
    },
  ),
}
