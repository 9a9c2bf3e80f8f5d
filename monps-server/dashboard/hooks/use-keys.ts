"use client";

import { useEffect, useRef } from "react";

type Handler = () => void;
export type Keys = Record<string, Handler>;

/** Between the two keys of a sequence such as `g b`. */
const SEQUENCE_MS = 1200;

// The last who asked for a key gets it: a drawer before the page behind it.
const stack: { current: Keys }[] = [];
let prefix: { key: string; at: number } | null = null;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select"))
  );
}

/** Whoever wants what was pressed, alone or after the key before it. */
function find(key: string, now: number): Handler | undefined {
  const sequence = prefix && now - prefix.at < SEQUENCE_MS ? `${prefix.key} ${key}` : null;
  for (const wanted of [sequence, key]) {
    if (wanted === null) continue;
    const owner = stack.findLast(({ current }) => wanted in current);
    if (owner) return owner.current[wanted];
  }
  return undefined;
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const isCommand = event.ctrlKey || event.metaKey;
  const key = isCommand ? `ctrl+${event.key.toLowerCase()}` : event.key;
  if (!isCommand && isTyping(event.target)) return;
  // A pressed button or link is what Enter means there.
  if (key === "Enter" && event.target instanceof HTMLElement && event.target.closest("a, button")) return;
  const handler = find(key, event.timeStamp);
  prefix = handler ? null : { key, at: event.timeStamp };
  if (!handler) return;
  event.preventDefault();
  handler();
}

/** Keys of a page or of something in front of it; they are off while somebody types. */
export function useKeys(keys: Keys, isOn = true): void {
  const entry = useRef(keys);
  useEffect(() => {
    entry.current = keys;
  });
  useEffect(() => {
    if (!isOn) return;
    if (stack.length === 0) window.addEventListener("keydown", pressed);
    stack.push(entry);
    return () => {
      stack.splice(stack.indexOf(entry), 1);
      if (stack.length === 0) window.removeEventListener("keydown", pressed);
    };
  }, [isOn]);
}
