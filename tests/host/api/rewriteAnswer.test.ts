import { describe, expect, test } from 'vitest'
import { openHost } from '../openHost'

interface Page {
  _page: number
  _links: { next?: { href: string } }
  _embedded: { contacts: { id: number }[] }
}

const account = { contacts: Array.from({ length: 7 }, (_, row) => ({ id: row + 1, name: `Контакт ${row}` })) }

/** Ids and the page that `next` names, of each page of three contacts under a rewrite. */
async function pagesUnder(rewrite: object, pages: readonly number[]): Promise<unknown[]> {
  const { call } = openHost(account)
  const set = await call('PUT', '/__host/faults', { rules: [{ path: '/api/v4/contacts', rewrite }] })
  expect(set.status).toBe(200)
  const answers = []
  for (const page of pages) {
    const { status, body } = await call('GET', `/api/v4/contacts?limit=3&page=${page}`)
    if (status === 204) answers.push(204)
    else {
      const { _links, _embedded } = body as Page
      const next = _links.next === undefined ? null : new URL(_links.next.href).searchParams.get('page')
      answers.push([_embedded.contacts.map(({ id }) => id), next])
    }
  }
  return answers
}

describe('a rule that rewrites the real answer', () => {
  test('takes the link to the next page out, or puts one in', async () => {
    expect(await pagesUnder({ dropNext: true }, [1, 3])).toEqual([
      [[1, 2, 3], null],
      [[7], null],
    ])
    expect(await pagesUnder({ addNext: true }, [1, 3, 4])).toEqual([[[1, 2, 3], '2'], [[7], '4'], 204])
  })

  test('takes rows out, all or some, and leaves the link', async () => {
    expect(await pagesUnder({ emptyRows: true }, [2])).toEqual([[[], '3']])
    expect(await pagesUnder({ keepRows: 1, dropNext: true }, [2])).toEqual([[[4], null]])
  })

  test('makes pages shorter than asked, so that all rows still come', async () => {
    expect(await pagesUnder({ capRows: 2 }, [1, 2, 4])).toEqual([
      [[1, 2], '2'],
      [[3, 4], '3'],
      [[7], null],
    ])
  })

  test('gives one page for ever', async () => {
    expect(await pagesUnder({ samePage: 2 }, [1, 2, 9])).toEqual([
      [[4, 5, 6], '2'],
      [[4, 5, 6], '3'],
      [[4, 5, 6], '10'],
    ])
  })

  test.each([{}, [], { dropNext: false }, { keepRows: -1 }, { forgetIt: true }])(
    'is refused as %j',
    async (rewrite) => {
      const { call } = openHost({})
      const { status, body } = await call('PUT', '/__host/faults', { rules: [{ rewrite }] })
      expect([status, (body as { path: string }).path]).toEqual([422, 'rules[0].rewrite'])
    },
  )
})
