import createClient from "openapi-fetch";
import type { paths } from "./schema";

/** The API of the page's own origin, typed by its document. */
export const api = createClient<paths>({
  baseUrl: typeof window === "undefined" ? "/api/v1" : `${window.location.origin}/api/v1`,
  // Looked up at each call, so that a test may stand in for it.
  fetch: (request) => globalThis.fetch(request),
});

export interface FieldProblem {
  field: string;
  message: string;
}

/** What the server said instead of an answer; status 0 when it said nothing. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly requestId: string | null = null,
    readonly errors: FieldProblem[] = [],
  ) {
    super(detail);
    this.name = "ApiError";
  }

  /** Whether the server could not be reached at all. */
  get isAway(): boolean {
    return this.status === 0;
  }
}

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

function isProblem(body: unknown): body is { detail: string; code: string; request_id?: string; errors?: FieldProblem[] } {
  return typeof body === "object" && body !== null && "detail" in body && "code" in body;
}

/** The error that an answer stands for. */
function problemOf(body: unknown, response: Response): ApiError {
  const requestId = response.headers.get("x-request-id");
  if (isProblem(body)) {
    return new ApiError(response.status, body.code, body.detail, body.request_id || requestId, body.errors ?? []);
  }
  return new ApiError(response.status, "unknown", `${response.status} ${response.statusText}`.trim(), requestId);
}

/** The outcome of a call, whether it has a body or not. */
export async function outcome<T>(call: Promise<Outcome<T>>): Promise<{ data: T | undefined; response: Response }> {
  let result: Outcome<T>;
  try {
    result = await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError(0, "away", cause instanceof Error ? cause.message : String(cause));
  }
  if (!result.response.ok) throw problemOf(result.error, result.response);
  return { data: result.data, response: result.response };
}

/** The body of an answer. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data } = await outcome(call);
  return data as T;
}

export interface Page<T> {
  rows: T[];
  /** Where the next page begins; null on the last one. */
  next: string | null;
  /** Rows on all pages, where the server counted them. */
  total: number | null;
}

/** A page of a list, with what its headers say. */
export async function page<T>(call: Promise<Outcome<T[]>>): Promise<Page<T>> {
  const { data, response } = await outcome(call);
  const total = response.headers.get("x-total-count");
  return { rows: data ?? [], next: nextCursor(response.headers.get("link")), total: total === null ? null : Number(total) };
}

/** The cursor in `<…?cursor=abc>; rel="next"`. */
export function nextCursor(link: string | null): string | null {
  const address = link?.match(/<([^>]*)>;\s*rel="next"/)?.[1];
  if (!address) return null;
  return new URL(address, "http://localhost").searchParams.get("cursor");
}

/** A key that makes a request safe to send again. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
