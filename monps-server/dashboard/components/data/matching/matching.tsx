"use client";

import { Aliases } from "./aliases";
import { ByHand } from "./by-hand";
import { Joins } from "./joins";
import { Reviews } from "./reviews";

/** Which rows of which sources are the same match. */
export function Matching() {
  return (
    <>
      <Reviews />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Joins />
        <div className="flex min-w-0 flex-col gap-4">
          <ByHand />
          <Aliases />
        </div>
      </div>
    </>
  );
}
