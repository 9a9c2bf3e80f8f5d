import type { Topic } from "./queries";

// One connection for the whole page. It says what changed and how it is doing; asking again is up to
// whoever listens. When the stream cannot be had, it says "everything" now and then, which is polling.

export type LiveState = "connecting" | "live" | "polling" | "offline";

export interface LiveStatus {
  state: LiveState;
  /** When the server was last heard, in milliseconds; null before the first time. */
  heardAt: number | null;
}

interface Options {
  url: string;
  onChange(topics: Topic[] | "all"): void;
  onStatus(status: LiveStatus): void;
  /** Whether the server answers at all, asked when the stream does not. */
  isThere(): Promise<boolean>;
  /** Stands in for the browser's own, in tests. */
  EventSource?: typeof EventSource;
  random?: () => number;
}

/** Beats come every 15 s; three missing ones are too many. */
export const SILENCE_MS = 40_000;
export const POLL_MS = 30_000;
const BACKOFF_MIN_MS = 500;
const BACKOFF_MAX_MS = 30_000;
/** A failure of a moment is not worth a word. */
const FAILURES_TOLD = 2;

export class LiveConnection {
  private source: EventSource | null = null;
  private silence: ReturnType<typeof setTimeout> | null = null;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private poll: ReturnType<typeof setInterval> | null = null;
  private failures = 0;
  private isClosed = false;
  private wasLive = false;
  private status: LiveStatus = { state: "connecting", heardAt: null };

  constructor(private readonly options: Options) {}

  open(): void {
    this.isClosed = false;
    this.connect();
  }

  close(): void {
    this.isClosed = true;
    this.drop();
    if (this.retry) clearTimeout(this.retry);
    if (this.poll) clearInterval(this.poll);
    this.retry = this.poll = null;
  }

  private connect(): void {
    if (this.isClosed) return;
    const source = new (this.options.EventSource ?? EventSource)(this.options.url);
    this.source = source;
    source.addEventListener("hello", () => {
      // What changed while nobody was connected is not known.
      if (this.wasLive || this.poll) this.options.onChange("all");
      this.wasLive = true;
      this.heard();
    });
    source.addEventListener("change", (event) => {
      this.heard();
      const topics = topicsOf((event as MessageEvent<string>).data);
      this.options.onChange(topics);
    });
    source.addEventListener("beat", () => this.heard());
    source.addEventListener("error", () => this.failed());
    this.watch();
  }

  private heard(): void {
    this.failures = 0;
    if (this.poll) clearInterval(this.poll);
    this.poll = null;
    this.watch();
    this.say("live", Date.now());
  }

  private watch(): void {
    if (this.silence) clearTimeout(this.silence);
    this.silence = setTimeout(() => this.failed(), SILENCE_MS);
  }

  private drop(): void {
    this.source?.close();
    this.source = null;
    if (this.silence) clearTimeout(this.silence);
    this.silence = null;
  }

  private failed(): void {
    if (!this.source) return;
    this.drop();
    this.failures += 1;
    const longest = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** Math.min(this.failures, 10));
    const random = this.options.random ?? Math.random;
    this.retry = setTimeout(() => this.connect(), BACKOFF_MIN_MS + random() * (longest - BACKOFF_MIN_MS));
    if (this.failures < FAILURES_TOLD) return;
    this.poll ??= setInterval(() => void this.pollOnce(), POLL_MS);
    void this.look();
  }

  private async pollOnce(): Promise<void> {
    if (await this.look()) this.options.onChange("all");
  }

  /** Tells a server without a stream from one that is away. */
  private async look(): Promise<boolean> {
    const isThere = await this.options.isThere().catch(() => false);
    if (this.isClosed || this.status.state === "live" && this.source && this.failures === 0) return isThere;
    this.say(isThere ? "polling" : "offline", isThere ? Date.now() : this.status.heardAt);
    return isThere;
  }

  private say(state: LiveState, heardAt: number | null): void {
    this.status = { state, heardAt };
    this.options.onStatus(this.status);
  }
}

/** The topics of an event; everything where they cannot be read. */
function topicsOf(data: string): Topic[] | "all" {
  try {
    const { topics } = JSON.parse(data) as { topics?: unknown };
    return Array.isArray(topics) ? (topics as Topic[]) : "all";
  } catch {
    return "all";
  }
}
