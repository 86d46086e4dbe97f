/** `1 234 567.8`: as many decimals as asked, thin groups, a point. */
export const formatNumber = (value: number, decimals = 0): string => {
  const [whole = '', fraction] = value.toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
