// The booths worth visiting, from what the service sent for this fair: the same table, the same order as there.
import { partsOf, rank, readTable } from '../../ranking.js'

const BOOTHS_ON_A_SLIP = 5
const REASONS = 2

/**
 * Lines of a slip: [{booth, title, employer, reasons}], best first, one a booth. `offers`: GET /device/offers;
 * `reasons`: sentences by feature, with {value} in them. Nothing without the consent to be recommended.
 */
export function boothsFor (answers, offers, reasons) {
  if (!answers.consents.includes('recommend') || !offers || !offers.table) return []
  const table = readTable(offers.table)
  const seeker = seekerOf(answers, offers)
  const ranked = rank(table, offers.words, seeker, offers.positions, offers.day)
  const positions = new Map(offers.positions.map((one) => [one.id, one]))
  const chosen = new Map()
  for (const { id } of ranked) {
    const { booth } = offers.lines[id]
    if (chosen.size < BOOTHS_ON_A_SLIP && !chosen.has(booth)) chosen.set(booth, id)
  }
  return Array.from(chosen.values(), (id) => {
    const parts = partsOf(table, offers.words, seeker, positions.get(id), offers.day)
    const isAtHome = positions.get(id).offers.includes('home_working')
    return { ...offers.lines[id], reasons: sentencesOf(parts, reasons, isAtHome) }
  })
}

/** Somebody's answers as ranking reads them (jobmatch/matching/queries.py: answers_facts). */
export function seekerOf (answers, offers) {
  const town = offers.towns[answers.town] || {}
  const number = answers.citizen_number || answers.certificate_number || ''
  const digits = number.length === 15 ? `19${number.slice(6, 12)}` : number.slice(6, 14)
  return {
    text: '',
    wanted: answers.wanted,
    wanted_codes: [...new Set(answers.wanted.flatMap((wish) => offers.wishes[wish] || []))],
    place: town.name,
    lat: town.lat,
    lon: town.lon,
    education: answers.education,
    wage_floor_fen: answers.wage_floor_fen,
    functions: answers.functions,
    needs: answers.needs,
    refusals: answers.refusals,
    distance_km: answers.distance_km,
    hours_week: answers.hours_week,
    born_on: digits ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}` : null
  }
}

function sentencesOf (parts, reasons, isAtHome) {
  return parts
    .filter(({ feature, points }) => points > 0 && reasons[feature])
    .slice(0, REASONS)
    .map(({ feature, value }) => reasons[keyOf(feature, value, isAtHome)].replace('{value}', String(value)))
}

/** Work at home counts as no way at all; it is said as what it is. */
function keyOf (feature, value, isAtHome) {
  if (feature !== 'distance') return feature
  if (isAtHome) return 'home'
  return value < 1 ? 'near' : 'distance'
}
