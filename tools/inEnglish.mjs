const adjectives = [
  'Blue',
  'North',
  'Bright',
  'Quiet',
  'Golden',
  'Green',
  'First',
  'Silver',
  'Open',
  'Rapid',
  'Warm',
  'Clear',
]
const nouns = [
  'Harbor',
  'Print',
  'Studio',
  'Market',
  'Works',
  'Garden',
  'Bridge',
  'Paper',
  'Signal',
  'Gallery',
  'Workshop',
]
const givenNames = ['Alice', 'Mark', 'Nora', 'Peter', 'Ella', 'David', 'Julia', 'Simon', 'Laura', 'Victor']
const familyNames = ['Appleton', 'Brook', 'Carter', 'Dale', 'Ember', 'Field', 'Grove', 'Hill']
const users = [
  'Anna Admin',
  'Owen Observer',
  'Mia Manager',
  'Liam Limited',
  'Fred Free',
  'Sally Seller',
  'Paul Dealer',
  'Vera Client',
]
const pipelines = ['Sales', 'Service', 'Renewals']
const stages = [
  'Unsorted',
  'First contact',
  'Estimate',
  'Offer sent',
  'Negotiation',
  'Contract',
  'Invoice sent',
  'In progress',
]

const pick = (list, index) => list[index % list.length]

const named = (records, name) => records.map((record, index) => ({ ...record, name: name(index) }))

/**
 * The demo account with English names, for the pictures of the English tour; numbers, links and times stay.
 *
 * @param {Record<string, any>} account as GET /__host/account gives it
 */
export const inEnglish = (account) => ({
  ...account,
  account: { ...account.account, language: 'en' },
  users: named(account.users, (index) => pick(users, index)).map((user) => ({ ...user, lang: 'en' })),
  pipelines: named(account.pipelines, (index) => pick(pipelines, index)).map((pipeline) => ({
    ...pipeline,
    _embedded: { ...pipeline._embedded, statuses: pipeline._embedded.statuses.map(inEnglishStage) },
  })),
  companies: named(
    account.companies,
    (index) => `${pick(adjectives, index)} ${pick(nouns, Math.floor(index / adjectives.length) + index)}`,
  ),
  contacts: account.contacts.map((contact, index) => {
    const [first, last] = [pick(givenNames, index), pick(familyNames, Math.floor(index / givenNames.length))]
    return { ...contact, name: `${first} ${last}`, first_name: first, last_name: last }
  }),
  leads: named(account.leads, (index) => `Order ${index + 1}`),
  customers: named(account.customers, (index) => `Buyer ${index + 1}`),
})

const inEnglishStage = (stage, index) => {
  if (stage.id === 142) return { ...stage, name: 'Closed won' }
  return { ...stage, name: stage.id === 143 ? 'Closed lost' : pick(stages, index) }
}
