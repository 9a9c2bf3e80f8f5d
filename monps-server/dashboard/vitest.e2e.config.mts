import { defineConfig } from "vitest/config";

// A real browser in front of a real server: `npm run e2e`.
export default defineConfig({
  test: {
    environment: "node",
    include: ["e2e/**/*.e2e.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: one browser at a time is faster than several.
    fileParallelism: false,
  },
});
