// The JSON API of ../json-api in JavaScript: pages until there is no next, in a session that the host
// begins and keeps.

const BOOK = 'book_example';
const PAGES_MAX = 100;

const fault = (code, message) => ({ code, message, retryAfterMs: undefined, at: undefined, extra: [] });

const step = (emit, http) => ({
  emit,
  next: { http, connect: [], send: [], close: [], timers: [] },
  done: http.length === 0,
  cursor: undefined,
});

const ask = (page) => ({
  id: page, method: 'GET', endpoint: 'api', path: '/events',
  query: [{ name: 'page', value: String(page) }, { name: 'size', value: size }],
  headers: [], body: { tag: 'none' }, auth: 'session', retrySafe: true,
  bytesMax: 0, timeoutMs: 0, ageMaxS: 0, quotaCost: 0, weight: 0, capture: [],
});

// Numbers keep their digits: 1.90 is not 1.9 to whoever shows it.
const parse = (text) => JSON.parse(text.replace(/([:[,]\s*)(-?\d+(?:\.\d+)?)(?=\s*[,\]}])/g, '$1"$2"'));

let size = '50';
let page = 1;

export const feed = {
  start(context, query) {
    if (query.want !== 'odds') throw fault('unsupported', `this plugin has no ${query.want}`);
    size = context.config.find((field) => field.name === 'page_size')?.value ?? size;
    return step([], [ask(page)]);
  },

  resume(context, inputs) {
    const [failure] = inputs.failures;
    if (failure) throw fault('upstream', failure.message);
    const [answer] = inputs.responses;
    if (answer.status !== 200) {
      const codes = { 401: 'auth-expired', 403: 'forbidden', 404: 'not-found', 429: 'rate-limited' };
      throw fault(codes[answer.status] ?? 'upstream', `the source answered ${answer.status}`);
    }
    if (answer.body.tag !== 'text') throw fault('schema-drift', 'the answer is not text');
    let read;
    let emit;
    try {
      read = parse(answer.body.val);
      emit = batch(answer, read);
    } catch (error) {
      throw fault('schema-drift', `the answer is not of the known shape: ${error.message}`);
    }
    const next = Number(read.next ?? 0);
    if (next > PAGES_MAX) throw fault('upstream', `there is no end after ${PAGES_MAX} pages`);
    if (next <= page) return step([emit], []);
    page = next;
    return step([emit], [ask(page)]);
  },
};

function batch(answer, read) {
  const [events, markets, quotes] = [[], [], []];
  for (const event of read.events) {
    const side = (name, role) => ({ key: undefined, name, role });
    events.push({
      key: event.id, sport: 'football', competition: event.league, competitionTitle: event.league,
      season: undefined, participants: [side(event.home, 'home'), side(event.away, 'away')],
      starts: event.starts, timeKnown: true, status: 'open', extra: [],
    });
    for (const { kind, line, prices } of event.markets) {
      const key = `${event.id}/${BOOK}/${kind}${line === undefined ? '' : `/${line}`}`;
      markets.push({
        key, event: event.id, book: BOOK, kind, period: 'full_time', line, at: undefined,
        approximate: false, status: 'open', reference: undefined, extra: [],
      });
      for (const [selection, price] of Object.entries(prices)) {
        quotes.push({
          market: key, selection, side: 'back', level: 0, price: { tag: 'decimal', val: price },
          size: undefined, stakeMax: undefined, reference: undefined,
        });
      }
    }
  }
  return {
    of: answer.id, covers: 'events', competitions: [], events,
    books: [{ key: BOOK, title: 'Book Example', kind: 'bookmaker' }], markets, quotes,
    outcomes: [], catalogue: [], standing: 'live', quota: undefined, skipped: [], extra: [],
  };
}
