/** Pages of a list that may be asked for, or be waiting, beyond the last one that was taken: page n is sent after page n − 16 was folded. */
export const mostPagesAhead = 16
