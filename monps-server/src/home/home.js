"use strict";

const EVERY_MS = 5000;
const SHOWN_MAX = 15;
const UNKNOWN = "—";

let lastGood = null;

const ask = async (path) => {
  const answer = await fetch(`/api/v1${path}`, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
};

const number = (value, options = {}) =>
  value === null || value === undefined ? UNKNOWN : new Intl.NumberFormat(undefined, options).format(value);

const ago = (instant) => {
  if (!instant) return UNKNOWN;
  const seconds = Math.round((Date.parse(instant) - Date.now()) / 1000);
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  const [amount, unit] = Math.abs(seconds) < 90 ? [seconds, "second"]
    : Math.abs(seconds) < 5400 ? [Math.round(seconds / 60), "minute"]
    : Math.abs(seconds) < 129600 ? [Math.round(seconds / 3600), "hour"]
    : [Math.round(seconds / 86400), "day"];
  return relative.format(amount, unit);
};

// Text only ever goes in as text: names come from other people's servers.
const cell = (text, className) => {
  const td = document.createElement("td");
  td.textContent = text;
  if (className) td.className = className;
  return td;
};

const row = (...cells) => {
  const tr = document.createElement("tr");
  tr.append(...cells);
  return tr;
};

const fill = (id, rows, empty) => {
  const single = cell(empty);
  single.colSpan = 6;
  document.getElementById(id).replaceChildren(...(rows.length ? rows : [row(single)]));
};

const figure = (name, text) => {
  document.querySelector(`[data-figure="${name}"]`).textContent = text;
};

const opportunityRow = (found) => {
  const starts = cell(ago(found.commence_time));
  starts.title = new Date(found.commence_time).toLocaleString();
  const prices = found.legs.map((leg) => `${leg.outcome} ${leg.odds} ${leg.bookmaker}`).join(" · ");
  const trust = cell(found.trust.grade, found.trust.grade);
  if (found.trust.reasons.length) {
    const why = document.createElement("p");
    why.className = "reason";
    why.textContent = found.trust.reasons.map((reason) => reason.detail).join("; ");
    trust.append(why);
  }
  const edge = number(found.edge_pct, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  return row(
    cell(found.opportunity_type),
    cell(found.home_team ? `${found.home_team} – ${found.away_team}` : found.match_id),
    starts, cell(`${edge} %`, "number"), cell(prices), trust,
  );
};

const feedRow = (feed) => {
  const state = cell(feed.state, feed.state === "failing" ? "failing" : "");
  if (feed.last_error) {
    const why = document.createElement("p");
    why.className = "reason";
    why.textContent = feed.last_error;
    state.append(why);
  }
  const last = feed.last_poll;
  return row(
    cell(`${feed.id} (${feed.title})`), state, cell(ago(last?.finished_at)),
    cell(number(last?.quotes_seen), "number"), cell(number(last?.quotes_changed), "number"),
    cell(ago(feed.next_poll_at)),
  );
};

const show = ([stats, bankroll, opportunities, feeds]) => {
  for (const name of ["total_matches", "total_bookmakers", "total_odds"]) figure(name, number(stats[name]));
  figure("last_update", ago(stats.last_update));
  figure("opportunities", number(opportunities.length));
  figure("total_bets", number(stats.total_bets));
  for (const name of ["current_bankroll", "current_exposure"]) {
    figure(name, number(bankroll[name], { minimumFractionDigits: 2 }));
  }
  // A spread is not a profit: it is counted above and listed by the API.
  const worth = opportunities.filter((found) => found.opportunity_type !== "spread");
  const order = (found) => (found.trust.grade === "bettable" ? 0 : 2) + (found.opportunity_type === "arbitrage" ? 0 : 1);
  worth.sort((a, b) => order(a) - order(b) || b.edge_pct - a.edge_pct);
  fill("opportunities", worth.slice(0, SHOWN_MAX).map(opportunityRow),
    "Nothing right now. Findings appear here as soon as prices differ enough.");
  fill("feeds", feeds.map(feedRow), "No feed is configured: add one to monps.toml and restart.");
};

const state = (name, text) => {
  const line = document.getElementById("state");
  line.dataset.state = name;
  line.textContent = text;
  document.body.classList.toggle("away", name === "away");
};

const refresh = async () => {
  try {
    show(await Promise.all([
      ask("/stats/stats/global"), ask("/stats/stats/bankroll"),
      ask("/opportunities/?limit=1000"), ask("/feeds"),
    ]));
    lastGood = new Date();
    state("live", `Live, as of ${lastGood.toLocaleTimeString()}`);
  } catch (error) {
    const since = lastGood ? `; the figures are of ${lastGood.toLocaleTimeString()}` : "";
    state("away", `The server does not answer (${error.message})${since}. Trying again …`);
  }
  setTimeout(refresh, EVERY_MS);
};

refresh();
