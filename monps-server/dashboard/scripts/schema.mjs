// Writes lib/schema.d.ts from the OpenAPI document; with --check, fails where it is another one.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapi, { astToString } from "openapi-typescript";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = file("../lib/schema.d.ts");
const document = new URL("../../../openapi/monps-v1.yaml", import.meta.url);

const text = `// Generated from openapi/monps-v1.yaml by \`npm run schema\`.\n${astToString(await openapi(document))}`;
if (!process.argv.includes("--check")) {
  await writeFile(target, text);
} else if ((await readFile(target, "utf8").catch(() => "")) !== text) {
  console.error("lib/schema.d.ts is not of openapi/monps-v1.yaml: run `npm run schema` and commit it.");
  process.exit(1);
}
