/** Work in small pieces, so that a page stays responsive: each `next` does one piece, the last gives the result. */
export type Steps<T> = Generator<undefined, T, undefined>
