import type { Metadata, Viewport } from "next";
import { Application } from "@/components/shell/application";
import { BOOT } from "./boot";
import "./globals.css";

export const metadata: Metadata = {
  title: "Mon_PS",
  description: "Odds, opportunities, bets and how well they do.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#0a0f1c" },
    { media: "(prefers-color-scheme: light)", color: "#eef1f7" },
  ],
};

export default function Layout({ children }: { children: React.ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: BOOT }} />
      </head>
      <body>
        <noscript>
          <p>Mon_PS needs JavaScript here; the plain figures are at /home. · Mon_PS a besoin de JavaScript ici.</p>
        </noscript>
        <Application>{children}</Application>
      </body>
    </html>
  );
}
