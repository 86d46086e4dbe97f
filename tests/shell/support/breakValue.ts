/** How a page may fail to give a value that is there in the page that is known. */
export const ways = [
  'missing',
  'null',
  'a number',
  'a text',
  'an object',
  'a function',
  'a getter that throws',
] as const
export type Way = (typeof ways)[number]

const values: Readonly<Record<Exclude<Way, 'missing' | 'a getter that throws'>, unknown>> = {
  null: null,
  'a number': 42,
  'a text': 'another',
  'an object': { another: true },
  'a function': () => {
    throw new Error('a hostile function')
  },
}

/** Spoils the value at the end of a path, such as `APP.system.format`, in a page of plain objects. */
export const breakValue = (root: object, path: string, way: Way): void => {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const owner = names.reduce<object>((object, name) => Reflect.get(object, name) as object, root)
  if (way === 'missing') Reflect.deleteProperty(owner, last)
  else if (way === 'a getter that throws')
    Object.defineProperty(owner, last, {
      configurable: true,
      get: () => {
        throw new Error(`a hostile ${path}`)
      },
    })
  else
    Object.defineProperty(owner, last, {
      configurable: true,
      enumerable: true,
      writable: true,
      value: values[way],
    })
}
