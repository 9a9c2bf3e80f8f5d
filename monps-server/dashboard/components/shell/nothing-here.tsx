"use client";

import { Empty } from "@/components/answer";
import { useText } from "@/lib/words";

/** Said where there is no page. */
export function NothingHere() {
  const text = useText();
  return <Empty title={text.shell.notFound} what={text.shell.notFoundWhat} />;
}
