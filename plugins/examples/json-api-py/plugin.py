"""The JSON API of ../json-api in Python: pages until there is no next, in a session that the host begins
and keeps."""

import json

from componentize_py_types import Err
from wit_world import exports
from wit_world.exports.feed import Batch, Book, Event, Market, Participant, Quote, Step
from wit_world.imports.effects import Effects, HttpRequest, Payload_None_, Payload_Text
from wit_world.imports.types import Fault, Field, Price_Decimal

BOOK = "book_example"
PAGES_MAX = 100


def fault(code, message):
    return Err(Fault(code=code, message=message, retry_after_ms=None, at=None, extra=[]))


def step(emit, http):
    effects = Effects(http=http, connect=[], send=[], close=[], timers=[])
    return Step(emit=emit, next=effects, done=not http, cursor=None)


def ask(page, size):
    return HttpRequest(
        id=page, method="GET", endpoint="api", path="/events",
        query=[Field("page", str(page)), Field("size", size)], headers=[],
        body=Payload_None_(), auth="session", retry_safe=True, bytes_max=0, timeout_ms=0,
        age_max_s=0, quota_cost=0, weight=0, capture=[],
    )


class Feed(exports.Feed):
    def start(self, ctx, q):
        if q.want != "odds":
            raise fault("unsupported", f"this plugin has no {q.want}")
        global size, page
        size = next((field.value for field in ctx.config if field.name == "page_size"), "50")
        page = 1
        return step([], [ask(page, size)])

    def resume(self, ctx, input):
        global page
        for failure in input.failures:
            raise fault("upstream", failure.message)
        answer = input.responses[0]
        if answer.status != 200:
            codes = {401: "auth-expired", 403: "forbidden", 404: "not-found", 429: "rate-limited"}
            raise fault(codes.get(answer.status, "upstream"), f"the source answered {answer.status}")
        if not isinstance(answer.body, Payload_Text):
            raise fault("schema-drift", "the answer is not text")
        try:
            # Numbers keep their digits: 1.90 is not 1.9 to whoever shows it.
            read = json.loads(answer.body.value, parse_float=str, parse_int=str)
            emit = batch(answer, read["events"])
            following = int(read.get("next") or 0)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise fault("schema-drift", f"the answer is not of the known shape: {error}")
        if following > PAGES_MAX:
            raise fault("upstream", f"there is no end after {PAGES_MAX} pages")
        if following <= page:
            return step([emit], [])
        page = following
        return step([emit], [ask(page, size)])


def batch(answer, contests):
    events, markets, quotes = [], [], []
    for contest in contests:
        sides = [Participant(key=None, name=contest[role], role=role) for role in ("home", "away")]
        events.append(Event(
            key=contest["id"], sport="football", competition=contest["league"],
            competition_title=contest["league"], season=None, participants=sides,
            starts=contest["starts"], time_known=True, status="open", extra=[],
        ))
        for market in contest["markets"]:
            line = market.get("line")
            key = f"{contest['id']}/{BOOK}/{market['kind']}" + (f"/{line}" if line is not None else "")
            markets.append(Market(
                key=key, event=contest["id"], book=BOOK, kind=market["kind"], period="full_time",
                line=line, at=None, approximate=False, status="open", reference=None, extra=[],
            ))
            for selection, price in market["prices"].items():
                quotes.append(Quote(
                    market=key, selection=selection, side="back", level=0,
                    price=Price_Decimal(price), size=None, stake_max=None, reference=None,
                ))
    return Batch(
        of=answer.id, covers="events", competitions=[], events=events,
        books=[Book(key=BOOK, title="Book Example", kind="bookmaker")], markets=markets,
        quotes=quotes, outcomes=[], catalogue=[], standing="live", quota=None, skipped=[], extra=[],
    )
