import { useEffect, useState } from 'react';

export interface SectionLink { id: string; label: string; count?: string }

/** Links to the sections of an object's page; the one in view is current. */
export function SectionLinks({ label, links }: { label: string; links: SectionLink[] }) {
  const current = useSectionInView(links.map((link) => link.id));
  return (
    <nav className="tabs no-print" aria-label={label}>
      {links.map((link) => (
        <a key={link.id} href={`#${link.id}`} aria-current={link.id === current ? 'true' : undefined}>
          {link.label}{link.count && <span className="n">{link.count}</span>}
        </a>
      ))}
    </nav>
  );
}

function useSectionInView(ids: string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0]);
  const joined = ids.join(' ');
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      if (seen) setCurrent(seen.target.id);
    }, { rootMargin: '-12% 0px -78% 0px' });
    for (const id of joined.split(' ')) { const target = document.getElementById(id); if (target) observer.observe(target); }
    return () => observer.disconnect();
  }, [joined]);
  return current;
}
