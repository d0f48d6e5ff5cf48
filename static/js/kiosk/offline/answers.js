// What the form says, as the service knows answers (jobmatch/doors/kiosk/reading.py does the same for a form that is
// posted; a test compares the two on many forms), and what is wrong with it before it is kept.

const HOURS = { full: 40, part: 24 }
const NOT_SAID = 'not_said'
const SEPARATORS = /[、，,;；。/]/u
const NAME_MOST = 80
const WISHES_MOST = 5
const WAGE_MOST = 100_000
const CITIZEN = 18
const WHOLE = /^(?:[0-9]+|[0-9]{1,3}(?:[, ][0-9]{3})+)$/u

/** Answers out of a form's [name, value] pairs; `functions`: the closed vocabulary. */
export function answersOf (pairs, functions) {
  const one = (name) => (pairs.find(([key]) => key === name) || ['', ''])[1].trim()
  const many = (prefix) => pairs.filter(([key]) => key === prefix || key.startsWith(`${prefix}_`)).map(([, value]) => value)
  const said = (name) => (one(name) === NOT_SAID ? '' : one(name))
  const needs = many('need')
  const given = {
    name: one('name'),
    ...numberOf(one('number')),
    phone: one('phone'),
    town: said('town'),
    wanted: wishesOf(pairs),
    functions: functionsOf(many('cannot'), one('rest'), functions),
    needs,
    shown_needs: one('show_needs') ? needs : [],
    refusals: many('refusals'),
    wage_floor_fen: one('wage') ? wholeNumber(one('wage')) * 100 : '',
    hours_week: HOURS[one('hours')] || '',
    distance_km: said('distance') ? Number(said('distance')) : '',
    education: said('education'),
    consents: ['store', 'recommend'].filter((purpose) => one(purpose)),
    consent_version: one('consent_version'),
    capacity: one('capacity') || 'self'
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}

function wishesOf (pairs) {
  const chosen = pairs.filter(([key]) => key === 'wanted').map(([, value]) => value)
  const other = (pairs.find(([key]) => key === 'wanted_other') || ['', ''])[1]
  const written = other.split(SEPARATORS).map((wish) => wish.trim()).filter(Boolean)
  return [...new Set([...chosen, ...written])]
}

function functionsOf (cannot, rest, functions) {
  const others = rest === 'can' ? 'can' : 'unknown'
  return Object.fromEntries(functions.map((word) => [word, cannot.includes(word) ? 'cannot' : others]))
}

function numberOf (typed) {
  const plain = plainCharacters(typed)
  if (!plain) return {}
  return plain.length <= CITIZEN ? { citizen_number: plain } : { certificate_number: plain }
}

/** Half width, upper case, without spaces, hyphens and invisible marks (jobmatch/people/typed.py). */
export function plainCharacters (text) {
  return text
    .replace(/[\uff01-\uff5e]/gu, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
    .replace(/[-\u00ad\u2010-\u2015\u2212\ufe63\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu, '')
    .replace(/\s+/gu, '')
    .toUpperCase()
}

/** A whole number as typed, full width and with separators of thousands too, or NaN (jobmatch/web/fields.py). */
export function wholeNumber (typed) {
  const plain = typed.normalize('NFKC').trim()
  return WHOLE.test(plain) && plain.length <= 20 ? Number(plain.replace(/[, ]/gu, '')) : Number.NaN
}

/** What is wrong: [[field, key of the sentence], …] in the order of the questions. Whatever is kept can go up later. */
export function faultsOf (pairs, answers, today) {
  const found = []
  if (!answers.name || answers.name.length > NAME_MOST) found.push(['name', 'name'])
  const number = answers.citizen_number || answers.certificate_number
  if (number && !isNumber(number, today)) found.push(['number', 'number'])
  if (answers.phone && !isPhone(answers.phone)) found.push(['phone', 'phone'])
  if (answers.wanted.length > WISHES_MOST || answers.wanted.some((one) => one.length > 60)) found.push(['wanted', 'wanted'])
  const wage = answers.wage_floor_fen
  if (wage !== undefined && !(wage >= 100 && wage <= WAGE_MOST * 100)) found.push(['wage', 'wage'])
  if (!answers.consents.includes('store')) found.push(['store', 'store'])
  return found
}

const LAST = '10X98765432'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Tells whether a citizen or certificate number can be right: birth day, check character, kind, grade, reissue. */
export function isNumber (number, today) {
  const plain = number.replace(/[×Ⅹ]/gu, 'X')
  if (/^[0-9]{15}$/u.test(plain)) return isDay(`${/99[6-9]$/u.test(plain) ? 18 : 19}${plain.slice(6, 12)}`, today)
  const match = /^([0-9]{17}[0-9X])(?:[1-7][1-4](?:B[0-9])?)?$/u.exec(plain)
  if (!match) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(plain[at]), 0)
  return LAST[sum % 11] === plain[17] && isDay(plain.slice(6, 14), today)
}

function isDay (digits, today) {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)]
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const isReal = !Number.isNaN(at.getTime()) && at.getUTCDate() === Number(day)
  return isReal && `${year}-${month}-${day}` <= today && Number(today.slice(0, 4)) - Number(year) <= 130
}

/** Digits of a length that can be dialled; what is finer is for the service (jobmatch/people/phones.py). */
function isPhone (typed) {
  const plain = plainCharacters(typed).replace(/[()+]/gu, '').replace(/^(0086|86)(?=[0-9]{10,})/u, '')
  return /^1[0-9]{10}$/u.test(plain) || /^(?!1)[0-9]{7,12}$/u.test(plain)
}
