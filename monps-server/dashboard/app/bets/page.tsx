import { BetsPage } from "@/components/bets/bets-page";

export default function Page() {
  return <BetsPage />;
}
