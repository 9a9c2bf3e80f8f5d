// The adapter: what it asks its source for, and what it understands of the answer.
//
// `start` says what to fetch; `resume` is handed the answers. 64-bit integers come in as BigInt.

const nothing = () => ({ http: [], connect: [], send: [], close: [], timers: [] });

const get = (id, endpoint, path, query) => ({
  id, method: 'GET', endpoint, path,
  query: Object.entries(query).map(([name, value]) => ({ name, value: String(value) })),
  headers: [], body: { tag: 'none' }, auth: undefined, retrySafe: true,
  bytesMax: 0, timeoutMs: 0, ageMaxS: 0, quotaCost: 0, weight: 0, capture: [],
});

// A fault ends the conversation with a reason.
const fault = (code, message) => ({ code, message, retryAfterMs: undefined, at: undefined, extra: [] });

const text = (answer) => {
  if (answer.body.tag !== 'text') throw fault('schema-drift', 'the answer is not text');
  return answer.body.val;
};

let sport = 'football';

export const feed = {
  start(context, query) {
    if (query.want !== 'odds') throw fault('unsupported', `this plugin has no ${query.want}`);
    sport = context.config.find((field) => field.name === 'sport')?.value ?? sport;
    return { emit: [], next: { ...nothing(), http: [get(1, 'api', '/odds', { sport })] }, done: false, cursor: undefined };
  },

  resume(context, inputs) {
    const [failure] = inputs.failures;
    if (failure) throw fault('upstream', failure.message);
    const [answer] = inputs.responses;
    if (answer.status !== 200) {
      const codes = { 401: 'auth-expired', 403: 'forbidden', 404: 'not-found', 429: 'rate-limited' };
      throw fault(codes[answer.status] ?? 'upstream', `the source answered ${answer.status}`);
    }
    let read;
    try {
      read = JSON.parse(text(answer));
    } catch (error) {
      throw error.code ? error : fault('schema-drift', `the answer is not JSON: ${error.message}`);
    }
    if (!Array.isArray(read?.events)) throw fault('schema-drift', 'the answer has no list of events');
    return { emit: [batch(answer, read)], next: nothing(), done: true, cursor: undefined };
  },
};

function batch(answer, read) {
  const [events, markets, quotes] = [[], [], []];
  for (const { id, league, starts, home, away, prices } of read.events) {
    const side = (name, role) => ({ key: undefined, name, role });
    events.push({
      key: id, sport, competition: league, competitionTitle: league, season: undefined,
      participants: [side(home, 'home'), side(away, 'away')],
      starts, timeKnown: true, status: 'open', extra: [],
    });
    const key = `${id}/book_example/1x2`;
    markets.push({
      key, event: id, book: 'book_example', kind: '1x2', period: 'full_time', line: undefined,
      at: undefined, approximate: false, status: 'open', reference: undefined, extra: [],
    });
    for (const selection of ['home', 'draw', 'away']) {
      quotes.push({
        market: key, selection, side: 'back', level: 0,
        price: { tag: 'decimal', val: prices[selection] },
        size: undefined, stakeMax: undefined, reference: undefined,
      });
    }
  }
  return {
    of: answer.id, covers: 'events', competitions: [], events,
    books: [{ key: 'book_example', title: 'Book Example', kind: 'bookmaker' }],
    markets, quotes, outcomes: [], catalogue: [], standing: 'live', quota: undefined, skipped: [], extra: [],
  };
}
