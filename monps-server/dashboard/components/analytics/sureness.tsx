"use client";

import { Table, Td, Th } from "@/components/ui/table";
import type { Evidence, Sure } from "@/lib/types";
import { useFormat, useText } from "@/lib/words";

const FIGURES = ["roi", "clv", "clv_fair"] as const;
/** From here on, luck alone is a poor explanation; by convention, and said with its p beside it. */
const P_SMALL = 0.05;

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
  const range = (sure: Sure) => words.sureRange(format.signedPercent(sure.low_pct), format.signedPercent(sure.high_pct));
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
            <Th number>{words.sureMean}</Th>
            <Th number>{words.sureError}</Th>
            <Th number>{words.sureInterval}</Th>
            <Th number title={words.sureLuckWhat}>
              {words.sureLuck}
            </Th>
            <Th number>{words.sureBets}</Th>
            <Th number title={words.sureNeededWhat}>
              {words.sureNeeded}
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, sure]) => (
            <tr key={name}>
              <Td className="font-medium">{words.sureNames[name]}</Td>
              <Td number>{format.signedPercent(sure.mean_pct)}</Td>
              <Td number>{format.percent(sure.standard_error_pct)}</Td>
              <Td number>{range(sure)}</Td>
              <Td number>{format.number(sure.p_value, 4)}</Td>
              <Td number>{format.number(sure.bets)}</Td>
              <Td number>{format.number(sure.bets_needed)}</Td>
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
