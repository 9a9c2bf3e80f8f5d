import type { NextConfig } from "next";

// Exported to files: the program that embeds them is the only server there is. `npm run dev` has no API
// of its own, so it passes the API's paths on to a running server.
const server = process.env.MONPS_SERVER ?? "http://127.0.0.1:3001";
const isDevelopment = process.env.NODE_ENV === "development";

const config: NextConfig = {
  ...(isDevelopment
    ? {
        rewrites: async () => [{ source: "/api/v1/:path*", destination: `${server}/api/v1/:path*` }],
        skipTrailingSlashRedirect: true,
      }
    : { output: "export" }),
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  experimental: { optimizePackageImports: ["radix-ui"] },
  // `npm run typecheck` does it, once and not again with every build.
  typescript: { ignoreBuildErrors: true },
};

export default config;
