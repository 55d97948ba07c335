import { chartWidth, drawChart, type Shape } from './chart-shapes.ts';
import type { Bars, Lines } from './paper.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] as string);

/** A chart as SVG 1.1, for Word. */
export function chartSvg(chart: Lines | Bars): { svg: string; height: number } {
  const { height, shapes } = drawChart(chart);
  return { height, svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${chartWidth}" height="${height}" viewBox="0 0 ${chartWidth} ${height}"><rect width="${chartWidth}" height="${height}" fill="#ffffff"/>${shapes.map(element).join('')}</svg>` };
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'line': return `<path d="M${shape.points.map((point) => point.join(' ')).join('L')}" fill="none" stroke="${shape.colour}" stroke-width="${shape.wide}"${shape.dashed ? ' stroke-dasharray="6 4"' : ''}/>`;
    case 'rect': return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" fill="${shape.hollow ? '#ffffff' : shape.colour}" stroke="${shape.colour}"/>`;
    case 'text': return `<text x="${shape.x}" y="${shape.y}" font-family="Sarabun" font-size="11" fill="#1f2937" text-anchor="${shape.anchor}">${escaped(shape.text)}</text>`;
  }
}
