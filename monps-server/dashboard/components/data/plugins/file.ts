/** What a body of the server may hold once the file is written in base64, which takes a third more. */
export const FILE_BYTES_MAX = 7 * 1_048_576;
const HASH = /^[0-9a-f]{64}$/;
const STEP = 32_768;

/** A hash as it is written: without spaces, in small letters. */
export const tidyHash = (text: string) => text.replace(/\s/g, "").toLowerCase();

export const isHash = (text: string) => HASH.test(tidyHash(text));

/**
 * The SHA-256 of bytes, in hexadecimal; nothing where the browser does not reckon it: it does so on this
 * machine and over TLS only, and the server checks in any case.
 */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Bytes in base64. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += STEP) text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text);
}
