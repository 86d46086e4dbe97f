/** A column that counts how often it is read; `take` gives the count since the last call. */
export const countReads = <T extends object>(
  column: T,
): { readonly column: T; readonly take: () => number } => {
  let reads = 0
  return {
    column: new Proxy(column, {
      get(target, name) {
        if (typeof name === 'string' && /^\d+$/.test(name)) reads += 1
        return Reflect.get(target, name) as unknown
      },
    }),
    take() {
      const counted = reads
      reads = 0
      return counted
    },
  }
}
