import { type Context, Hono } from 'hono'
import type { AccountStore } from '../../account/accountStore'
import { ENTITY_TYPES, type EntityType } from '../../account/wire'
import type { HostContext } from '../hostContext'
import { problem, rightsProblem } from '../problem'
import { recordFilter } from '../rights'
import { markAuthLost, userOf } from '../session'
import { addSessionRoutes } from './addSessionRoutes'
import { cardPage, newCardPage } from './cardPage'
import { editWidget } from './editWidget'
import { exportRows } from './exportRows'
import { type ListCode, listEntities } from './listEntities'
import { listPage } from './listPage'
import { mayExport } from './mayExport'
import { pageAnswerRights } from './pageRights'
import { pageSession } from './pageSession'
import { RowOrder } from './RowOrder'
import { saveCard } from './saveCard'
import { sectionRows } from './sectionRows'
import { stageSummary } from './stageSummary'
import { type WidgetFolders, WidgetShelf } from './WidgetShelf'
import { widgetsList } from './widgetsList'
import { widgetTiles } from './widgetTiles'

/**
 * The server's side of the page: `/ajax/widgets/*` and `/ajax/{entity}/detail/` as the CRM has them, `/ajax/page/*` for
 * the local page alone. All answers belong to the user of the page's session.
 */
export function createAjaxRoutes(context: HostContext, folders: WidgetFolders): Hono {
  const routes = new Hono()
  const shelf = new WidgetShelf(context, folders)
  const orders = new WeakMap<AccountStore, RowOrder>()
  let coreVersion = 1
  const orderNow = (): RowOrder => {
    const known = orders.get(context.store) ?? new RowOrder(context.store)
    orders.set(context.store, known)
    return known
  }

  addSessionRoutes(routes, context)
  routes.use('/ajax/*', async (c, next) => {
    if (!userOf(context, c.req.raw.headers)) return markAuthLost(context, problem(401, 'Unauthorized'))
    await next()
    c.header('X-Core-Version', String(coreVersion))
    return undefined
  })
  routes.post('/ajax/widgets/list', async (c) => {
    const form = await readForm(c)
    return c.json(await widgetsList(context, shelf, form.get('area') ?? ''))
  })
  routes.post('/ajax/widgets/edit', async (c) => editWidget(context, shelf, await readForm(c)))
  routes.get('/ajax/page/session', async (c) => c.json(await pageSession(context, shelf, coreVersion)))
  routes.get('/ajax/page/version', (c) => c.json({ version: coreVersion }))
  routes.post('/ajax/page/release', (c) => {
    coreVersion += 1
    return c.json({ version: coreVersion })
  })
  routes.get('/ajax/page/widgets', async (c) => c.json({ widgets: await widgetTiles(shelf) }))
  routes.get('/ajax/page/stats', (c) => c.json(stageSummary(context.store, context.sessionUser)))
  routes.get('/ajax/page/counts', (c) => c.json(countVisible(context)))
  routes.get('/ajax/page/section/:name', (c) => {
    const id = Number(c.req.query('id') ?? 0)
    const section = sectionRows(context.store, context.sessionUser, c.req.param('name'), id)
    return section ? c.json(section) : problem(404, 'Такого раздела нет')
  })
  routes.get('/ajax/page/list/:entity', (c) => {
    const list = listOf(c)
    if (!list) return problem(404, 'Такого списка нет')
    const { search } = new URL(c.req.url)
    const rights = pageAnswerRights(context, list === 'all' ? 'contacts' : list)
    return c.json({
      ...listPage(context, orderNow(), context.sessionUser, list, search),
      user_rights: rights,
    })
  })
  routes.get('/ajax/page/export/:entity', (c) => {
    const list = listOf(c)
    const { sessionUser } = context
    if (!list || !listEntities(list).every((entity) => mayExport(sessionUser, entity))) return rightsProblem()
    const { search } = new URL(c.req.url)
    return new Response(exportRows(context, orderNow(), sessionUser, list, search), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${list}.csv"`,
      },
    })
  })
  routes.get('/ajax/page/card/:entity/:id', (c) => {
    const entity = entityOf(c)
    const id = Number(c.req.param('id'))
    const { store, sessionUser } = context
    const card =
      entity &&
      (id === 0 ? newCardPage(store, sessionUser, entity) : cardPage(store, sessionUser, entity, id))
    return entity && card
      ? c.json({ ...card, user_rights: pageAnswerRights(context, entity) })
      : problem(404, 'Карточки нет')
  })
  routes.post('/ajax/:entity/detail/', async (c) => {
    const entity = entityOf(c)
    if (!entity) return problem(404, 'Такой карточки нет')
    const saved = saveCard(context.store, context.sessionUser, entity, await readForm(c))
    return saved.ok ? c.json({ status: 'ok', id: saved.id }) : problem(saved.status, saved.detail)
  })
  return routes
}

function entityOf(c: Context): EntityType | null {
  return ENTITY_TYPES.find((entity) => entity === c.req.param('entity')) ?? null
}

function listOf(c: Context): ListCode | null {
  return c.req.param('entity') === 'all' ? 'all' : entityOf(c)
}

async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}

function countVisible({ store, sessionUser }: HostContext): Record<EntityType, number> {
  const count = (entity: EntityType): number => {
    const order = store.table(entity).order('id')
    const isVisible = recordFilter(store, sessionUser, entity, 'view')
    return isVisible ? order.filter(isVisible).length : order.length
  }
  return {
    leads: count('leads'),
    contacts: count('contacts'),
    companies: count('companies'),
    customers: count('customers'),
  }
}
