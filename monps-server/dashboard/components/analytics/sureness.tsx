"use client";

import { Table, Td, Th } from "@/components/ui/table";
import type { Evidence, Sure } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

const FIGURES = ["roi", "clv", "clv_fair"] as const;
/** From here on, luck alone is a poor explanation; by convention, and said with its p beside it. */
const P_SMALL = 0.05;
/** The least that four digits tell. */
const P_LEAST = 0.0001;

/** Each figure with its interval, and how many bets it would take to be sure of it. */
export function Sureness({ evidence }: { evidence: Evidence }) {
  const text = useText();
  const format = useFormat();
  const words = text.analytics;
  const rows = FIGURES.flatMap((name): [string, Sure][] => {
    const sure = evidence[name];
    return sure ? [[name, sure]] : [];
  });
  if (rows.length === 0) return <p className="text-sm text-muted">{words.sureNone}</p>;
  const roi = evidence.roi;
  const told: readonly (readonly [string, (sure: Sure) => string])[] = [
    [words.sureMean, (sure) => format.signedPercent(sure.mean_pct)],
    [words.sureInterval, (sure) => words.sureRange(format.signedPercent(sure.low_pct), format.signedPercent(sure.high_pct))],
    [words.sureError, (sure) => format.percent(sure.standard_error_pct)],
    // No probability is 0: what is rounded to it is less than the last digit shown.
    [words.sureLuck, (sure) => (sure.p_value < P_LEAST ? words.sureLess(format.number(P_LEAST, 4)) : format.number(sure.p_value, 4))],
    [words.sureBets, (sure) => format.number(sure.bets)],
    [words.sureNeeded, (sure) => format.number(sure.bets_needed)],
  ];
  return (
    <>
      {roi && (
        <p className="mb-2 text-sm">
          {words.sureVerdict(format.signedPercent(roi.low_pct), format.signedPercent(roi.high_pct))} {roi.p_value < P_SMALL ? words.sureYes : words.sureNo}
        </p>
      )}
      <Table caption={words.sure}>
        <thead>
          <tr>
            <Th>{words.sureFigure}</Th>
            {rows.map(([name]) => (
              <Th key={name} number>
                {words.sureNames[name]}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.map(([what, tell]) => (
            <tr key={what}>
              <Td className="text-muted">{what}</Td>
              {rows.map(([name, sure]) => (
                <Td key={name} number>
                  {tell(sure)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-xs text-muted">
        {words.sureLuckWhat} {words.sureNeededWhat}
      </p>
    </>
  );
}
