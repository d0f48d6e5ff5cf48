// The base score in a browser: the same table, the same rules, the same order as jobmatch/matching/ranking.py.
// For a kiosk without a network. Positions come ready from the server (jobmatch/matching/offline.py), the seeker's
// answers from the form; nothing leaves the page. A test ranks 10,000 pairs here and there.

const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}'
const RUNS = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, 'gu')
const HAN_START = new RegExp(`^[${HAN}]`, 'u')
const CHINESE_LEVEL = /[^省市区县旗]+(?:自治)?[省市区县旗]|.+?(?:街道|镇|乡)|.+/gu
const GRID = 2 ** 20
const EARTH_RADIUS_KM = 6371.0088

/** Reads a score table (models/base/base.json) and returns {start, points(feature, value), texts}. */
export function readTable(raw) {
  const curves = new Map(
    Object.entries(raw.features).map(([name, entry]) => [name, entry.knots.map(([x, y]) => [x, onGrid(y)])]),
  )
  const texts = { ...raw.texts, light: new Set(raw.texts.light) }
  return { start: onGrid(raw.start), points: (feature, value) => onGrid(along(curves.get(feature), value)), texts }
}

/**
 * Ranks positions for a seeker on a day: `[{id, score}]`, highest score first, equal scores by id.
 * `words`: the vocabulary (offline.py); `day`: {on: 'YYYY-MM-DD', working_age}.
 */
export function rank(table, words, seeker, positions, day) {
  const mine = makeReady(seeker, words, table.texts)
  return positions
    .filter((position) => !isExcluded(mine, position, day))
    .map((position) => ({ id: position.id, score: score(table, mine, position, day) }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
}

/** The features of one pair with their points, most points first: what speaks for a position. */
export function partsOf(table, words, seeker, position, day) {
  const measures = measuresOf(makeReady(seeker, words, table.texts), position, day)
  return measures
    .map(([feature, value]) => ({ feature, value, points: table.points(feature, value) }))
    .sort((one, other) => other.points - one.points)
}

function makeReady(seeker, words, texts) {
  const saying = (answer) => Object.keys(seeker.functions ?? {}).filter((word) => seeker.functions[word] === answer)
  const history = seeker.history ?? []
  const told = [seeker.text ?? '', ...history.map((job) => `${job.title ?? ''} ${job.text ?? ''}`)].join(' ')
  return {
    ...seeker,
    can: saying('can'),
    cannot: saying('cannot'),
    needs: [...new Set(seeker.needs ?? [])],
    refusals: [...new Set(seeker.refusals ?? [])],
    codes: seeker.wanted_codes ?? [],
    wishes: vectors(seeker.wanted ?? [], texts),
    pastTitles: vectors(history.map((job) => job.title ?? ''), texts),
    skills: vector(told, texts),
    levels: levels(seeker.place),
    pastPlaces: history.map((job) => levels(job.place)).filter((place) => place.length),
    schooling: words.education[(seeker.education ?? '').trim().toLowerCase()] ?? null,
    licences: seeker.licences == null ? null : new Set(seeker.licences.map(plainLicence)),
  }
}

// What excludes: rules/exclusions.py.

function isExcluded(mine, position, day) {
  const bars = (word) => position.needed.includes(word) && !position.cleared.includes(word)
  const km = kilometres(mine, position)
  return (
    mine.cannot.some(bars) ||
    mine.refusals.some((word) => position.imposed.includes(word)) ||
    (mine.wage_floor_fen != null && position.wage_max_fen != null && mine.wage_floor_fen > position.wage_max_fen) ||
    (mine.distance_km != null && !isAtHome(position) && km != null && km > mine.distance_km) ||
    (mine.licences != null && position.licences.some((name) => !mine.licences.has(name))) ||
    isTooYoung(mine, day) ||
    !position.is_open ||
    (day.on != null && position.closes_on != null && position.closes_on < day.on) ||
    (position.seats_left != null && position.seats_left <= 0)
  )
}

function isTooYoung(mine, day) {
  if (mine.born_on == null || day.on == null) return false
  const [year, month, date] = mine.born_on.split('-')
  const turns = Number(year) + day.working_age
  const isLeap = (turns % 4 === 0 && turns % 100 !== 0) || turns % 400 === 0
  const rest = month === '02' && date === '29' && !isLeap ? '03-01' : `${month}-${date}`
  return day.on < `${String(turns).padStart(4, '0')}-${rest}`
}

// What is scored: features/abilities.py and features/work.py. Each gives [feature, value] or nothing.

function score(table, mine, position, day) {
  return measuresOf(mine, position, day).reduce((total, [feature, value]) => total + table.points(feature, value), table.start)
}

function measuresOf(mine, position, day) {
  const measures = [...abilities(mine, position), ...work(mine, position), ...place(mine, position)]
  const days = day.on == null || position.posted_on == null ? null : daysBetween(position.posted_on, day.on)
  if (days != null) measures.push(['freshness', Math.max(days, 0)])
  return measures
}

function* abilities(mine, position) {
  const { needed, cleared, said, offers, denied, licences } = position
  const met = needed.filter((word) => mine.can.includes(word)).length
  if (met) yield ['demands_met', share(met, needed.length)]
  const helped = needed.filter((word) => !mine.can.includes(word) && cleared.includes(word)).length
  if (helped) yield ['demands_accommodated', share(helped, needed.length)]
  const unclear = mine.cannot.filter((word) => !said.includes(word) && !cleared.includes(word)).length
  if (unclear) yield ['limits_unclear', unclear]
  const offered = mine.needs.filter((word) => offers.includes(word)).length
  if (offered) yield ['needs_offered', share(offered, mine.needs.length)]
  if (offered < mine.needs.length) yield ['needs_not_offered', share(mine.needs.length - offered, mine.needs.length)]
  const respected = mine.refusals.filter((word) => denied.includes(word)).length
  if (respected) yield ['refusals_respected', share(respected, mine.refusals.length)]
  const held = mine.licences == null ? 0 : licences.filter((name) => mine.licences.has(name)).length
  if (held) yield ['licences_held', share(held, licences.length)]
}

function* work(mine, position) {
  const areCoded = position.code && mine.codes.length
  const level = areCoded ? Math.max(...mine.codes.map((code) => sharedLevels(code, position.code))) : 0
  if (level) yield ['wish_occupation', level]
  const title = new Map(position.title)
  const wish = areCoded ? 0 : nearest(mine.wishes, title)
  if (wish) yield ['wish_text', wish]
  const past = nearest(mine.pastTitles, title)
  if (past) yield ['past_work', past]
  const skills = likeness(mine.skills, new Map(position.text))
  if (skills) yield ['skills', skills]
  const [low, high] = [position.wage_min_fen, position.wage_max_fen]
  const middle = low == null || high == null ? (low ?? high) : (low + high) / 2
  if (mine.wage_floor_fen && middle != null) {
    yield ['wage', tenth((100 * (middle - mine.wage_floor_fen)) / mine.wage_floor_fen)]
  }
  if (position.hours_week != null && mine.hours_week != null) {
    yield ['hours', Math.abs(position.hours_week - mine.hours_week)]
  }
  if (mine.schooling != null && position.schooling != null && mine.schooling < position.schooling) {
    yield ['schooling', position.schooling - mine.schooling]
  }
}

function* place(mine, position) {
  const km = kilometres(mine, position)
  if (isAtHome(position) || km != null) {
    yield ['distance', isAtHome(position) ? 0 : km]
    return
  }
  const own = kinship(mine.levels, position.place)
  if (own) yield ['place', own]
  if (mine.levels.length) return
  const past = Math.max(0, ...mine.pastPlaces.map((known) => kinship(known, position.place)))
  if (past) yield ['past_place', past]
}

const isAtHome = (position) => position.offers.includes('home_working')
const share = (count, of) => (100 * count) / of
const tenth = (value) => Math.floor(10 * value + 0.5) / 10
const daysBetween = (from, to) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 864e5)
const plainLicence = (name) => fold(name.normalize('NFKC')).replace(/\s+/gu, '')

function sharedLevels(one, other) {
  const [mine, theirs] = [one.split('-'), other.split('-')]
  const differs = mine.findIndex((segment, at) => segment !== theirs[at])
  return Math.min(differs < 0 ? Math.min(mine.length, theirs.length) : differs, 4)
}

// Texts: texts.py.

function vectors(texts, settings) {
  return [...new Set(texts)].filter((text) => text.trim()).map((text) => vector(text, settings))
}

function vector(text, settings) {
  const weights = new Map()
  const read = [...text].slice(0, settings.read_characters).join('')
  for (const run of fold(read.normalize('NFKC')).match(RUNS) ?? []) {
    if (HAN_START.test(run)) {
      hanGrams([...run], settings).forEach((weight, gram) => weights.set(gram, weight))
    } else {
      const word = run.length >= 4 && run.endsWith('s') && !run.endsWith('ss') ? run.slice(0, -1) : run
      weights.set(word, settings.light.has(word) ? settings.light_weight : 1)
    }
  }
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0))
  return length ? new Map([...weights].map(([gram, weight]) => [gram, weight / length])) : new Map()
}

function hanGrams(characters, settings) {
  const { light, light_weight: lightWeight, single_weight: singleWeight } = settings
  const grams = new Map(characters.map((one) => [one, light.has(one) ? lightWeight : singleWeight]))
  characters.slice(0, -1).forEach((one, at) => {
    const isLight = light.has(one) && light.has(characters[at + 1])
    grams.set(one + characters[at + 1], isLight ? lightWeight : 1)
  })
  return grams
}

function nearest(known, title) {
  return Math.max(0, ...known.map((one) => likeness(one, title)))
}

function likeness(one, other) {
  let shared = 0
  for (const [gram, weight] of one) shared += weight * (other.get(gram) ?? 0)
  return Math.floor(1000 * Math.min(shared, 1) + (0.5 - 1e-9)) / 10
}

/** Case folding as far as toLowerCase goes, and the two letters that people type where it does not. */
const fold = (text) => text.toLowerCase().replace(/ß/gu, 'ss').replace(/ς/gu, 'σ')

// Places: places.py.

function levels(name) {
  if (!name) return []
  const plain = fold(name)
  const mark = [',', '，'].find((one) => plain.includes(one))
  if (!mark) return (plain.replace(/\s+/gu, '').match(CHINESE_LEVEL) ?? []).reverse()
  return plain.split(mark).map((part) => part.trim()).filter(Boolean)
}

function kinship(one, other) {
  if (!one.length || !other.length) return 0
  const same = (a, b) => a.length === b.length && a.every((part, at) => part === b[at])
  const [aroundOne, aroundOther] = [one.slice(1), other.slice(1)]
  if (same(one, other)) return 2
  const related = same(one, aroundOther) || same(other, aroundOne) || (aroundOne.length && same(aroundOne, aroundOther))
  return related ? 1 : 0
}

function kilometres(one, other) {
  if ([one.lat, one.lon, other.lat, other.lon].some((part) => part == null)) return null
  const radians = (degrees) => degrees * (Math.PI / 180)
  const [lat1, lat2] = [radians(one.lat), radians(other.lat)]
  const halfLat = Math.sin((lat2 - lat1) / 2) ** 2
  const halfLon = Math.sin(radians(other.lon - one.lon) / 2) ** 2
  return tenth(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(halfLat + Math.cos(lat1) * Math.cos(lat2) * halfLon))))
}

// Curves: base.py.

function along(knots, value) {
  let [x0, y0] = knots[0]
  if (value <= x0) return y0
  for (const [x1, y1] of knots.slice(1)) {
    if (value < x1) return y0 + (y1 - y0) * ((value - x0) / (x1 - x0))
    x0 = x1
    y0 = y1
  }
  return y0
}

/** Rounds to the grid of millionths, halves to the even side, as Python does. */
function onGrid(points) {
  const scaled = points * GRID
  const below = Math.floor(scaled)
  const isHalf = scaled - below === 0.5
  return (isHalf ? below + (below % 2 === 0 ? 0 : 1) : Math.round(scaled)) / GRID
}
