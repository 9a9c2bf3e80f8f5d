import { CalculatorsPage } from "@/components/calculators/calculators-page";

export default function Page() {
  return <CalculatorsPage />;
}
