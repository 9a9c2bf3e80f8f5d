import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveConnection, type LiveState, POLL_MS, SILENCE_MS } from "./live";

class FakeSource extends EventTarget {
  static opened: FakeSource[] = [];
  isClosed = false;
  constructor(readonly url: string) {
    super();
    FakeSource.opened.push(this);
  }
  close() {
    this.isClosed = true;
  }
  say(type: string, data = "") {
    this.dispatchEvent(new MessageEvent(type, { data }));
  }
}

let heard: unknown[];
let states: LiveState[];
let isThere: boolean;
let live: LiveConnection;

const source = () => FakeSource.opened.at(-1) as FakeSource;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.opened = [];
  heard = [];
  states = [];
  isThere = true;
  live = new LiveConnection({
    url: "/stream",
    onChange: (topics) => heard.push(topics),
    onStatus: ({ state }) => states.push(state),
    isThere: () => Promise.resolve(isThere),
    EventSource: FakeSource as unknown as typeof EventSource,
    random: () => 0,
  });
  live.open();
});

afterEach(() => {
  live.close();
  vi.useRealTimers();
});

describe("the connection", () => {
  test("passes topics on", () => {
    source().say("hello", "{}");
    source().say("change", '{"topics":["bets","odds"]}');
    source().say("change", "not json");
    expect(heard).toEqual([["bets", "odds"], "all"]);
    expect(states.at(-1)).toBe("live");
  });

  test("asks for everything after a gap, since nobody told it", async () => {
    source().say("hello");
    source().say("error");
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeSource.opened).toHaveLength(2);
    source().say("hello");
    expect(heard).toEqual(["all"]);
    expect(states.at(-1)).toBe("live");
  });

  test("does not believe a silence", async () => {
    source().say("hello");
    const first = source();
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
    source().say("beat");
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
    expect(first.isClosed).toBe(false);
    await vi.advanceTimersByTimeAsync(2);
    expect(first.isClosed).toBe(true);
  });

  test("polls where there is no stream, and says so", async () => {
    for (let failure = 0; failure < 2; failure += 1) {
      source().say("error");
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(states.at(-1)).toBe("polling");
    await vi.advanceTimersByTimeAsync(POLL_MS);
    expect(heard).toEqual(["all"]);
    source().say("hello");
    expect(states.at(-1)).toBe("live");
    await vi.advanceTimersByTimeAsync(SILENCE_MS / 2);
    expect(heard).toEqual(["all", "all"]);
  });

  test("says offline when nobody answers, and asks for nothing then", async () => {
    isThere = false;
    for (let failure = 0; failure < 2; failure += 1) {
      source().say("error");
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(states.at(-1)).toBe("offline");
    await vi.advanceTimersByTimeAsync(POLL_MS);
    expect(heard).toEqual([]);
  });

  test("ends when it is closed", async () => {
    live.close();
    expect(source().isClosed).toBe(true);
    await vi.advanceTimersByTimeAsync(10 * POLL_MS);
    expect(FakeSource.opened).toHaveLength(1);
  });
});
