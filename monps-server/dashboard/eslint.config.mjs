import { defineConfig, globalIgnores } from "eslint/config";
import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";

export default defineConfig([
  ...next,
  ...typescript,
  globalIgnores(["dist/**", "out/**", ".next/**", "next-env.d.ts", "lib/schema.d.ts"]),
  {
    rules: {
      "no-console": "error",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ["e2e/**", "scripts/**"], rules: { "no-console": "off" } },
]);
