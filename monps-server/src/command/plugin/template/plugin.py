"""The adapter: what it asks its source for, and what it understands of the answer.

`start` says what to fetch; `resume` is handed the answers.
"""

import json

from componentize_py_types import Err
from wit_world import exports
from wit_world.exports.feed import Batch, Book, Event, Market, Participant, Quote, Step
from wit_world.imports.effects import Effects, HttpRequest, Payload_None_, Payload_Text
from wit_world.imports.types import Fault, Field, Price_Decimal


def nothing(http=()):
    return Effects(http=list(http), connect=[], send=[], close=[], timers=[])


def fault(code, message):
    return Err(Fault(code=code, message=message, retry_after_ms=None, at=None, extra=[]))


class Feed(exports.Feed):
    def start(self, ctx, q):
        if q.want != "odds":
            raise fault("unsupported", f"this plugin has no {q.want}")
        global sport
        sport = next((field.value for field in ctx.config if field.name == "sport"), "football")
        request = HttpRequest(
            id=1, method="GET", endpoint="api", path="/odds",
            query=[Field("sport", sport)], headers=[], body=Payload_None_(), auth=None,
            retry_safe=True, bytes_max=0, timeout_ms=0, age_max_s=0, quota_cost=0, weight=0, capture=[],
        )
        return Step(emit=[], next=nothing([request]), done=False, cursor=None)

    def resume(self, ctx, input):
        for failure in input.failures:
            raise fault("upstream", failure.message)
        answer = input.responses[0]
        if answer.status != 200:
            codes = {401: "auth-expired", 403: "forbidden", 404: "not-found", 429: "rate-limited"}
            raise fault(codes.get(answer.status, "upstream"), f"the source answered {answer.status}")
        if not isinstance(answer.body, Payload_Text):
            raise fault("schema-drift", "the answer is not text")
        try:
            events = json.loads(answer.body.value)["events"]
        except (ValueError, TypeError, KeyError) as error:
            raise fault("schema-drift", f"the answer is not of the known shape: {error}")
        return Step(emit=[batch(answer, events)], next=nothing(), done=True, cursor=None)


def batch(answer, contests):
    events, markets, quotes = [], [], []
    for contest in contests:
        sides = [
            Participant(key=None, name=contest[role], role=role) for role in ("home", "away")
        ]
        events.append(Event(
            key=contest["id"], sport=sport, competition=contest["league"],
            competition_title=contest["league"], season=None, participants=sides,
            starts=contest["starts"], time_known=True, status="open", extra=[],
        ))
        key = f"{contest['id']}/book_example/1x2"
        markets.append(Market(
            key=key, event=contest["id"], book="book_example", kind="1x2", period="full_time",
            line=None, at=None, approximate=False, status="open", reference=None, extra=[],
        ))
        for selection in ("home", "draw", "away"):
            quotes.append(Quote(
                market=key, selection=selection, side="back", level=0,
                price=Price_Decimal(contest["prices"][selection]),
                size=None, stake_max=None, reference=None,
            ))
    return Batch(
        of=answer.id, covers="events", competitions=[], events=events,
        books=[Book(key="book_example", title="Book Example", kind="bookmaker")],
        markets=markets, quotes=quotes, outcomes=[], catalogue=[], standing="live", quota=None,
        skipped=[], extra=[],
    )
