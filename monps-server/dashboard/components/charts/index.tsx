"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";

// The drawing library is as large as everything else together: it is fetched when something is drawn.
const loading = () => <Skeleton lines={4} />;

export const EquityChart = dynamic(() => import("./equity-chart").then((module) => module.EquityChart), { ssr: false, loading });
export const ProfitBars = dynamic(() => import("./profit-bars").then((module) => module.ProfitBars), { ssr: false, loading });
export const PriceChart = dynamic(() => import("./price-chart").then((module) => module.PriceChart), { ssr: false, loading });
export const CalibrationChart = dynamic(() => import("./calibration-chart").then((module) => module.CalibrationChart), { ssr: false, loading });
export const CandleChart = dynamic(() => import("./candle-chart").then((module) => module.CandleChart), { ssr: false, loading });
