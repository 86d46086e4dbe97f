/** Method and path of a call as people read it: `GET /api/v4/leads?order[id]=asc` for `GET /api/v4/leads?order%5Bid%5D=asc`. */
export const formatRequest = (request: string): string => {
  try {
    return decodeURIComponent(request)
  } catch {
    // Not every path is encoded as it should be: then it is shown as it was sent.
    return request
  }
}
