import { DataPage } from "@/components/data/data-page";

export default function Page() {
  return <DataPage />;
}
