import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useMessages } from '../../../app/lang.ts';
import type { ValuedArea } from './areas.ts';
import { stepOf, type ValueClass } from './classes.ts';
import { Drawing } from './map-drawing.tsx';

const DOT = 9;

/** The areas in their colours: provinces as outlines, districts as circles; one tab stop, arrows go from place to place, the name of the one in focus stands below. */
export function AreaShapes({ areas, classes, label }: { areas: readonly ValuedArea[]; classes: readonly ValueClass[]; label: string }) {
  const words = useMessages().openDataset.map;
  const drawn = areas.filter(({ outline, place }) => outline ?? place);
  const { stop, onFocus, onKeyDown } = useStops(drawn.map(({ code }) => code));
  const [pointed, setPointed] = useState<string | null>(null);
  const told = drawn.find(({ code }) => code === (pointed ?? stop)) ?? drawn[0];
  const wear = ({ code, name, text, value }: ValuedArea) => ({
    'data-code': code, 'data-step': stepOf(classes, value), role: 'img', 'aria-label': words.area({ name, value: text }), tabIndex: code === (stop ?? drawn[0]?.code) ? 0 : -1,
    onMouseEnter: () => setPointed(code), onMouseLeave: () => setPointed(null),
  });
  const byOutline = new Map(drawn.map((area) => [area.outline, area]));
  return (
    <div className="map-drawn">
      <Drawing label={label} role="group" onFocus={onFocus} onKeyDown={onKeyDown} fit={drawn.map(({ outline, place }) => outline ?? `${place?.x},${place?.y}`).join(' ')} ringed={told?.outline}
        outlined={(outline) => { const area = byOutline.get(outline); return area ? wear(area) : null; }}>
        {(scale) => drawn.map((area) => area.place && <circle key={area.code} cx={area.place.x} cy={area.place.y} r={DOT * scale} {...wear(area)} />)}
      </Drawing>
      {told && <p className="map-told t15"><b>{told.name}</b> {told.text}</p>}
    </div>
  );
}

/** One tab stop for all areas: arrows go to the next and the former, Home and End to the first and the last. */
function useStops(codes: readonly string[]) {
  const [stop, setStop] = useState<string | null>(null);
  const codeOf = (target: EventTarget) => (target as Element).getAttribute('data-code');
  const onFocus = (event: FocusEvent<SVGSVGElement>) => { const code = codeOf(event.target); if (code) setStop(code); };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>) => {
    const at = codes.indexOf(codeOf(event.target) ?? '');
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: codes.length - 1 }[event.key];
    const next = to === undefined || at < 0 ? undefined : codes[Math.max(0, Math.min(codes.length - 1, to))];
    if (next === undefined) return;
    event.preventDefault();
    event.currentTarget.querySelector<SVGElement>(`[data-code="${next}"]`)?.focus();
  };
  return { stop: stop !== null && codes.includes(stop) ? stop : null, onFocus, onKeyDown };
}
