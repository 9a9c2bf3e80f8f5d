/** A page: its name, what it is for, what can be done on it, and then what it shows. */
export function Page({ title, what, actions, children }: { title: string; what: string; actions?: React.ReactNode; children: React.ReactNode }) {
  return (
    <>
      <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          <p className="max-w-prose text-sm text-muted">{what}</p>
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      <div className="space-y-4">{children}</div>
    </>
  );
}
