/** Beyond this nobody reads, and ten thousand characters in every line would slow the page. */
const longest = 200

/** A name from the CRM, cut with an ellipsis when it is longer than a line could show; never between the halves of an emoji. */
export const cutName = (name: string): string =>
  name.length > longest ? `${name.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : name
