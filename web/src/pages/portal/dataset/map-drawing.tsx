import thailand from '@svg-maps/thailand';
import { useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode, type SVGAttributes } from 'react';

const outlines: { viewBox: string; locations: { id: string; path: string }[] } = thailand;
const [, , WIDTH, HEIGHT] = outlines.viewBox.split(' ').map(Number) as [number, number, number, number];
const SHAPE = WIDTH / HEIGHT;
/** Air around what is shown, as a share of it, and the closest look, as a share of the country. */
const AIR = 0.25;
const CLOSEST = 0.12;
/** Whatever takes more than this share of the country is shown on the whole of it. */
const WHOLE = 0.6;

interface Window { x: number; y: number; width: number; height: number }
const COUNTRY: Window = { x: 0, y: 0, width: WIDTH, height: HEIGHT };

interface DrawingProps {
  label: string;
  role: 'img' | 'group';
  /** What to look at closely, spaces between: outlines by their ids, or places as `x,y`; the whole country where they are spread over it. */
  fit: string;
  /** What an outline wears: its colour, name and tab stop; null leaves all of them plain. */
  outlined: ((outline: string) => SVGAttributes<SVGPathElement> | null) | null;
  /** The outline that is drawn once more above the others, as the one in focus. */
  ringed?: string | undefined;
  onFocus?: (event: FocusEvent<SVGSVGElement>) => void;
  onKeyDown?: (event: KeyboardEvent<SVGSVGElement>) => void;
  /** What stands above the outlines; `scale` keeps its size on the screen however close the look. */
  children?: (scale: number) => ReactNode;
}

/** The provinces of Thailand as outlines, looked at as closely as what is on them allows. */
export function Drawing({ label, role, fit, outlined, ringed, onFocus, onKeyDown, children }: DrawingProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [look, setLook] = useState(COUNTRY);
  useLayoutEffect(() => { if (svg.current) setLook(lookAt(extentsOf(svg.current, fit))); }, [fit]);
  return (
    <svg ref={svg} viewBox={`${look.x} ${look.y} ${look.width} ${look.height}`} role={role} aria-label={label} onFocus={onFocus} onKeyDown={onKeyDown}>
      {outlines.locations.map(({ id, path }) => <path key={id} data-outline={id} d={path} {...outlined?.(id)} />)}
      {outlines.locations.map(({ id, path }) => id === ringed && <path key={id} className="ring" d={path} aria-hidden="true" />)}
      {children?.(look.height / HEIGHT)}
    </svg>
  );
}

function extentsOf(svg: SVGSVGElement, fit: string): Window[] {
  return fit.split(' ').filter(Boolean).map((each) => {
    const [left, top] = each.split(',').map(Number);
    if (left !== undefined && top !== undefined) return { x: left, y: top, width: 0, height: 0 };
    const { x, y, width, height } = svg.querySelector<SVGPathElement>(`[data-outline="${each}"]`)?.getBBox() ?? COUNTRY;
    return { x, y, width, height };
  });
}

/** A window of the country's shape around some extents. */
function lookAt(extents: readonly Window[]): Window {
  if (extents.length === 0) return COUNTRY;
  const [left, top] = [Math.min(...extents.map(({ x }) => x)), Math.min(...extents.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...extents.map(({ x, width }) => x + width)), Math.max(...extents.map(({ y, height }) => y + height))];
  const share = Math.max(CLOSEST, (Math.max((right - left) / WIDTH, (bottom - top) / HEIGHT)) * (1 + AIR));
  if (share > WHOLE) return COUNTRY;
  const [width, height] = [HEIGHT * share * SHAPE, HEIGHT * share];
  return { x: (left + right) / 2 - width / 2, y: (top + bottom) / 2 - height / 2, width, height };
}
