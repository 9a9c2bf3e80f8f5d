import { OpportunitiesPage } from "@/components/opportunities/opportunities-page";

export default function Page() {
  return <OpportunitiesPage />;
}
