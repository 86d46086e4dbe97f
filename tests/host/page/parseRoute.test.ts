import { describe, expect, test } from 'vitest'
import { parseRoute } from '../../../host/page/shell/parseRoute'

describe('parseRoute', () => {
  test.each([
    ['/contacts/list/', 'list', 'contacts', 'contacts'],
    ['/contacts/list/companies/', 'list', 'companies', 'companies'],
    ['/leads/', 'list', 'leads', 'leads'],
    ['/customers/', 'list', 'customers', 'customers'],
    ['/companies/detail/7', 'card', 'companies', 'companies_card'],
    ['/companies/add/', 'card', 'companies', 'companies_card'],
    ['/settings/widgets/some_code/', 'integrations', null, 'widgetsSettings'],
    ['/settings/advanced/some_code/', 'advanced', null, 'advanced-settings:some_code'],
    ['/stats/widget/some_code/repeat/', 'menuPage', null, 'widget-page:some_code'],
    ['/leads/pipeline/', 'board', 'leads', 'leads-pipeline'],
    ['/leads/pipeline/7/', 'board', 'leads', 'leads-pipeline'],
    ['/leads/trash/', 'section', null, 'leads-trash'],
    ['/contacts/trash/', 'section', null, 'contacts-trash'],
    ['/todo/trash/', 'section', null, 'todo-trash'],
    ['/todo/line/', 'section', null, 'todo'],
    ['/catalogs/15/', 'section', null, 'catalogs'],
    ['/mail/inbox/', 'section', null, 'mail'],
    ['/events/list/', 'section', null, 'events'],
    ['/nowhere/', 'unknown', null, ''],
    ['/contacts/detail/x', 'unknown', null, ''],
  ])('reads %s', (path, kind, entity, area) => {
    expect(parseRoute(path)).toMatchObject({ kind, entity, area })
  })

  test('tells a new card by id 0 and the parts of a widget’s menu page', () => {
    expect(parseRoute('/contacts/add/').id).toBe(0)
    expect(parseRoute('/stats/widget/some_code/repeat/')).toMatchObject({
      code: 'some_code',
      location: 'stats',
      itemCode: null,
      subitemCode: 'repeat',
    })
  })
})
