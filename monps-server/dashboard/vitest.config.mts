import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    environment: "happy-dom",
    include: ["{app,components,hooks,lib}/**/*.test.{ts,tsx}"],
    setupFiles: ["./test-setup.ts"],
    // The answers of people's machines must not depend on where they stand.
    env: { TZ: "Europe/Paris" },
  },
});
