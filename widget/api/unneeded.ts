/**
 * The reason of a signal for requests that nobody needs any more: what has not left is dropped, what is on its way is let come to its end,
 * which keeps the connection and tells when it arrived.
 */
export const unneeded = new Error('nobody needs it any more')
