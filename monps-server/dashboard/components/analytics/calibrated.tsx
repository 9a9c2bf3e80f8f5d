"use client";

import { CalibrationChart } from "@/components/charts";
import { SelectField } from "@/components/ui/field";
import type { Evidence } from "@/lib/types";
import { useText } from "@/lib/words";

const SOURCES = ["price", "close"] as const;

/** Whether probabilities came true: those of the prices taken, or those of the fair close. */
export function Calibrated({ evidence, of, onOf }: { evidence: Evidence; of: string | null; onOf: (of: string | null) => void }) {
  const words = useText().analytics;
  const source = SOURCES.find((one) => one === of) ?? "price";
  const found = source === "price" ? evidence.calibration_by_price : evidence.calibration_by_close;
  return (
    <>
      <SelectField
        className="mb-3 max-w-60"
        label={words.calibrationBy}
        value={source}
        options={SOURCES.map((one) => [one, words.calibrationOf[one] ?? one] as const)}
        onChange={(event) => onOf(event.target.value === "price" ? null : event.target.value)}
      />
      {found ? <CalibrationChart found={found} /> : <p className="text-sm text-muted">{words.calibrationEmpty}</p>}
    </>
  );
}
